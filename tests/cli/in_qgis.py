"""Opens a GeoPackage as QGIS does, draws its layers, and says what it shows; run by test_qgis.py.

Not in our environment but in the system's Python, which has QGIS.
"""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProviderRegistry,
    QgsProviderSublayerModel,
    QgsProviderSublayerProxyModel,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

WIDTH, HEIGHT = 1400, 700
LEAD = QgsRectangle(135_000, 185_000, 205_000, 220_000)  # around Antwerp, two to one


def sublayers(path):
    """Names of the layers from top to bottom, as when all that is offered is added."""
    model, shown = QgsProviderSublayerModel(), QgsProviderSublayerProxyModel()
    model.setSublayerDetails(QgsProviderRegistry.instance().querySublayers(path))
    shown.setSourceModel(model)
    return [shown.data(shown.index(row, 0)) for row in range(shown.rowCount())]


def drawn(layers, extent, path):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setOutputSize(QSize(WIDTH, HEIGHT))
    settings.setOutputDpi(96)
    settings.setBackgroundColor(QColor("#ffffff"))
    settings.setFlag(QgsMapSettings.Antialiasing, True)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(path)
    seen = settings.visibleExtent()
    return [seen.xMinimum(), seen.yMinimum(), seen.xMaximum(), seen.yMaximum()]


def main(path, folder):
    application = QgsApplication([], False)
    application.initQgis()
    names = sublayers(path)
    layers = [QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in names]
    whole = layers[0].extent()
    whole.scale(1.04)
    said = {
        "layers": names,
        "headings": {
            layer.name(): [layer.attributeDisplayName(n) for n in range(1, layer.fields().count())]
            for layer in layers
        },
        "legend": {
            layer.name(): [category.label() for category in layer.renderer().categories()]
            for layer in layers
        },
        "whole": drawn(layers, whole, f"{folder}/whole.png"),
        "near": drawn(layers, LEAD, f"{folder}/near.png"),
    }
    for layer in layers:
        layer.setLabelsEnabled(False)
    drawn(layers, whole, f"{folder}/whole-bare.png")
    drawn(layers, LEAD, f"{folder}/near-bare.png")
    sys.stdout.write(json.dumps(said))


main(*sys.argv[1:])
