"""What people read: words, numbers and sentences about plans, in Dutch and in English.

Words of pages and reports stand in ``tables/``, those of the terminal and of errors in ``dutch/``,
those of one criterion or rule in its module, nouns in ``nouns``.
"""
