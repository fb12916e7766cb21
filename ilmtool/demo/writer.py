"""Writes an acquisition as a tiled GeoTIFF with overviews, and its vendor-like metadata file."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from ilmtool.demo.plan import ATTRIBUTION, CONTENT_VERSION, CRS, Pass

if TYPE_CHECKING:
    from ilmtool.demo.render import Renderer

TILE = 512
_WINDOW = 1024
_WORKERS = 2
VERSION_TAG = "ILMTOOL_DEMO"


def write_image(path: Path, of_pass: Pass, renderer: Renderer, step: Callable[[float], None]) -> None:
    """Render and write the image.

    Parameters
    ----------
    path : Path
        Written from the start; any name.
    step : callable
        Told the share done (0-1) now and then; raises to stop.

    Raises
    ------
    OSError, rasterio.errors.RasterioError
        If the file cannot be written.
    """
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.transform import Affine as RasterioAffine
    from rasterio.windows import Window

    side = of_pass.side_px
    windows = [
        (x, y, min(_WINDOW, side - x), min(_WINDOW, side - y))
        for y in range(0, side, _WINDOW)
        for x in range(0, side, _WINDOW)
    ]
    profile = {
        "driver": "GTiff", "width": side, "height": side, "count": 3, "dtype": "uint8", "crs": CRS,
        "transform": RasterioAffine(*of_pass.claimed), "tiled": True, "blockxsize": TILE, "blockysize": TILE,
        "compress": "JPEG", "photometric": "YCBCR", "jpeg_quality": 90, "interleave": "pixel",
    }  # fmt: skip
    with rasterio.Env(JPEG_QUALITY_OVERVIEW=88, GDAL_NUM_THREADS=_WORKERS):
        with rasterio.open(path, "w", **profile) as file, ThreadPoolExecutor(_WORKERS) as pool:
            stamp = of_pass.datetime
            file.update_tags(
                TIFFTAG_DATETIME=f"{stamp[:10].replace('-', ':')} {stamp[11:19]}",
                TIFFTAG_IMAGEDESCRIPTION="Invented launch site for trying out ilmtool; no real place",
                TIFFTAG_COPYRIGHT=ATTRIBUTION,
                TIFFTAG_SOFTWARE="ilmtool demo",
                **{VERSION_TAG: CONTENT_VERSION},
            )
            waiting = deque((w, pool.submit(renderer.window, *w)) for w in windows[: 2 * _WORKERS])
            upcoming = iter(windows[2 * _WORKERS :])
            try:
                for done in range(len(windows)):
                    window, future = waiting.popleft()
                    pixels = future.result()
                    following = next(upcoming, None)
                    if following is not None:
                        waiting.append((following, pool.submit(renderer.window, *following)))
                    file.write(pixels.transpose(2, 0, 1), window=Window(*window))
                    step(0.85 * (done + 1) / len(windows))
            finally:
                for _, future in waiting:
                    future.cancel()
        with rasterio.open(path, "r+") as file:
            factors = [2**n for n in range(1, 12) if side / 2 ** (n - 1) > TILE]
            file.build_overviews(factors, Resampling.average)
    step(1.0)


def imd_text(of_pass: Pass) -> str:
    """The acquisition's metadata the way a vendor writes it beside the image."""
    stamp = of_pass.datetime.replace("Z", ".000000Z")
    west, north, gsd = of_pass.claimed[2], of_pass.claimed[5], of_pass.gsd
    return "\n".join(
        (
            'version = "28.3";',
            f"generationTime = {stamp};",
            'imageDescriptor = "ORStandard2A";',
            'bandId = "RGB";',
            'panSharpenAlgorithm = "Invented";',
            f"numRows = {of_pass.side_px};",
            f"numColumns = {of_pass.side_px};",
            'productLevel = "LV2A";',
            'productType = "Standard";',
            'radiometricLevel = "Corrected";',
            "bitsPerPixel = 8;",
            'compressionType = "JPEG";',
            'outputFormat = "GeoTIFF";',
            "BEGIN_GROUP = IMAGE_1",
            f'\tsatId = "{of_pass.platform}";',
            f'\tCatId = "{of_pass.catalog_id}";',
            f"\tfirstLineTime = {stamp};",
            f"\tmeanCollectedGSD = {gsd:.3f};",
            f"\tmeanProductGSD = {gsd:.3f};",
            f"\tmeanSunAz = {of_pass.sun_azimuth:.1f};",
            f"\tmeanSunEl = {of_pass.sun_elevation:.1f};",
            f"\tmeanSatAz = {of_pass.azimuth:.1f};",
            f"\tmeanSatEl = {90 - of_pass.off_nadir:.1f};",
            f"\tmeanOffNadirViewAngle = {of_pass.off_nadir:.1f};",
            f"\tcloudCover = {of_pass.cloud_cover:.3f};",
            "END_GROUP = IMAGE_1",
            "BEGIN_GROUP = MAP_PROJECTED_PRODUCT",
            f"\tearliestAcqTime = {stamp};",
            f"\tlatestAcqTime = {stamp};",
            '\tdatumName = "WE";',
            '\tmapProjName = "UTM";',
            "\tmapZone = 51;",
            '\tmapHemisphere = "N";',
            f"\toriginX = {west:.3f};",
            f"\toriginY = {north:.3f};",
            f"\tproductGSD = {gsd:.3f};",
            "END_GROUP = MAP_PROJECTED_PRODUCT",
            "END;",
            "",
        )
    )
