"""The offline map page."""

from regionplanner.maps.page import MapPage, map_page

__all__ = ["MapPage", "map_page"]
