"""All mutations."""

from mutations import of_files, of_notebooks, of_pictures, of_prose, of_records

MUTATIONS = [
    *of_pictures.MUTATIONS,
    *of_notebooks.MUTATIONS,
    *of_files.MUTATIONS,
    *of_prose.MUTATIONS,
    *of_records.MUTATIONS,
]
