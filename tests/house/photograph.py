"""A photograph of a page with frames, taken once every frame is drawn.

By itself, as a process: playwright does not run where it or a kernel runs already.
"""

import io
import sys

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
WIDTH = 1100
LOOKS = 40


def coloured(picture):
    """Return which share of the rows of a picture have a colour that is no grey."""
    values = np.asarray(picture.convert("RGB"), dtype=int)
    colourful = values.max(axis=2) - values.min(axis=2) > 60
    return float((colourful.mean(axis=1) > 0.1).mean())


def frames(picture, tall):
    """Return the part of a picture that each frame has, from top to bottom."""
    return [
        picture.crop((0, top, picture.width, top + tall)) for top in range(0, picture.height, tall)
    ]


def main():
    browser, page, file, tall, count, least = sys.argv[1:]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=list(FLAGS))
        size = {"width": WIDTH, "height": int(tall) * int(count)}
        view = chromium.new_page(viewport=size)
        view.context.set_offline(True)
        view.goto(page)
        for _ in range(LOOKS):  # however busy the machine is; what is never drawn stays grey
            view.wait_for_timeout(500)
            picture = Image.open(io.BytesIO(view.screenshot()))
            if all(coloured(frame) > float(least) for frame in frames(picture, int(tall))):
                break
        picture.save(file)
        chromium.close()


if __name__ == "__main__":
    main()
