"""The offline map page: what Python sends to it; what it does stands in ``web/``.

A layer of the map is sent by `page.py` (one of the units by `content.py`) and drawn by
``web/units/lines.js``; ``gis_layers.py`` is about layers for QGIS. CONTRIBUTING.md has the steps.
"""
