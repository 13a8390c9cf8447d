"""The builder of the gazetteer that the package ships: GeoNames and ``wiredesk/knowledge`` into one SQLite file."""
