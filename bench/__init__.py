"""Accuracy on public benchmarks, one file each; ``python -m bench --data FOLDER`` runs those whose data is there.

Every file has ``CORPORA``, from the name of a corpus to the glob of its files below the data folder, and
``run(data)``, which gives the :class:`bench.table.Row` of each corpus that is there.
"""
