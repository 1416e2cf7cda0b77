"""The site: the pages of the repository and pages made from the data, built by ``python run.py site``.

Every generator is a function that returns pages, a mapping of a path in the site's source to its text. `source` puts
them together in ``build/site-source``, beside the pages that the repository holds and in the same places, so that a
link that is right on a forge is right on the site. Sphinx makes ``build/site`` of it.
"""
