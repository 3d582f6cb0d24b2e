"""Pages: maps, reports, pictures and workbooks of plans."""

from regionplanner.documents.municipality_pages.municipality_page import (
    municipality_page as municipality_page,
)
from regionplanner.documents.picture import write_front_plot as write_front_plot
from regionplanner.documents.picture import write_picture as write_picture
from regionplanner.documents.report.report import report_page as report_page
from regionplanner.documents.tables import document_tables as document_tables
from regionplanner.files.spreadsheets import write_belgian_csv as write_belgian_csv
from regionplanner.files.spreadsheets import write_workbook as write_workbook
from regionplanner.maps.colour import plan_colours as plan_colours
from regionplanner.maps.frame import HtmlPage as HtmlPage
from regionplanner.maps.page import MapPage as MapPage
from regionplanner.maps.page import map_page as map_page
from regionplanner.maps.rollout_pages import growth_page as growth_page
from regionplanner.maps.rollout_pages import support_page as support_page
