"""All mutations."""

from mutations import of_files, of_notebooks, of_pictures, of_prose, of_records

#: Those whose check runs a notebook or builds the tables.
REPRODUCING = [*of_notebooks.MUTATIONS, *of_records.MUTATIONS]
MUTATIONS = [
    *of_pictures.MUTATIONS,
    *of_files.MUTATIONS,
    *of_prose.MUTATIONS,
    *REPRODUCING,
]
