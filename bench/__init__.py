"""Accuracy on public benchmarks, one file each; ``python -m bench --data FOLDER`` runs those whose data is there.

Every file of a benchmark has ``CORPORA``, from the name of a corpus to the glob of its files below the data folder
(``training/`` is that of this repository), and ``run(data)``, which gives the :class:`bench.table.Row` of each corpus
that is there. :mod:`bench.speed` takes some minutes and is run by itself.
"""
