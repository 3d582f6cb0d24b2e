"""Export: a plan as the files that people open, in one zip."""

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from regionplanner.documents.municipality_pages.atlas import atlas
from regionplanner.documents.municipality_pages.index_page import INDEX, index_page, page_names
from regionplanner.documents.municipality_pages.municipality_page import page_of
from regionplanner.documents.report.report import report_page
from regionplanner.documents.tables import document_tables
from regionplanner.files.atomic import write_geopackage
from regionplanner.files.file_choices import RunChoices
from regionplanner.files.spreadsheets import write_workbook
from regionplanner.files.text_table import csv_text
from regionplanner.jobs.request import SCENARIO_FILE
from regionplanner.maps.gis_layers import layer_styles, plan_layers
from regionplanner.maps.page import map_page
from regionplanner.plan.plan import Plan, plan_table
from regionplanner.rules.case import Case
from regionplanner.score.scorecard import case_score
from regionplanner.words.text import words_in

_DATE = (2000, 1, 1, 0, 0, 0)  # a fixed one keeps the bytes equal


def exported(plan: Plan, case: Case, scenario: str, run: RunChoices) -> bytes:
    """Return a zip with a plan, its map, pages, report, tables and layers, not the run's record.

    Parameters
    ----------
    plan
        With at least one region.
    case
        Data and choices.
    scenario
        Its scenario file.
    run
        How it is shown.

    Returns
    -------
    bytes
        The same for the same plan.
    """
    units, language = case.municipalities, run.language
    headed: dict[str, Any] = {"language": language, "title": run.title, "contact": run.contact}
    named = {words_in(language)["the_plan"]: plan}
    regions = case_score(plan, case, language=language)
    made = atlas(named, units)
    pages = page_names(units)
    files = {
        "plan.csv": csv_text(plan_table(plan, units)),
        SCENARIO_FILE: scenario,
        "regions.csv": csv_text(regions),
        "map.html": map_page(plan, units, **headed).html,
        "report.html": report_page(named, units, **headed).html,
        f"pages/{INDEX}": index_page(made, pages, run),
        **{f"pages/{file}": page_of(made, nis, run) for nis, file in pages.items()},
    }
    layers = plan_layers(plan, units, regions)
    styles = layer_styles(layers, plan, units, language=language)
    with tempfile.TemporaryDirectory() as folder:
        tables, geopackage = Path(folder) / "tables.xlsx", Path(folder) / "plan.gpkg"
        write_workbook(tables, document_tables(named, {}, units, language=language))
        write_geopackage(geopackage, layers, styles)
        contents = {name: text.encode() for name, text in files.items()}
        contents |= {path.name: path.read_bytes() for path in (tables, geopackage)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
