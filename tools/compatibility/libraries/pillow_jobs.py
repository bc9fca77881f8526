"""Pictures."""

from io import BytesIO

from PIL import Image, ImageFilter


def through_png() -> list[int]:
    """A pixel of a picture that was a file meanwhile."""
    file = BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "PNG")
    return list(Image.open(file).getpixel((3, 3)))


def doubled_pixels(pixels: bytes) -> bytes:
    """A row of pixels, twice as wide."""
    row = Image.frombuffer("L", (len(pixels), 1), pixels, "raw", "L", 0, 1)
    return row.resize((2 * len(pixels), 1), Image.Resampling.NEAREST).tobytes()


def filter_much() -> None:
    """Some seconds in C, with Python's lock released."""
    picture = Image.effect_noise((2_000, 2_000), 100)
    for _ in range(4):
        picture.filter(ImageFilter.MedianFilter(9))
