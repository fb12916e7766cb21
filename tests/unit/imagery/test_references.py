"""What a file may not make the program read, fetch or run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from range_server import RangeServer, serving
from rasters import write_tiff

from ilmtool.errors import UserError
from ilmtool.imagery.references import MAX_TEXT_BYTES, check_references
from ilmtool.imagery.source import open_source

VRT = """<VRTDataset rasterXSize="20" rasterYSize="20">
  <VRTRasterBand dataType="Byte" band="1"{band}>
    <SimpleSource>
      <SourceFilename relativeToVRT="{relative}">{source}</SourceFilename>
      <SourceBand>1</SourceBand>
    </SimpleSource>{more}
  </VRTRasterBand>
</VRTDataset>
"""


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """An image that the user did not open."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return write_tiff(folder / "secret.tif", np.full((1, 20, 20), 77, np.uint8))


@pytest.fixture
def inbox(tmp_path: Path, secret: Path) -> Path:
    """A folder that somebody sent, with one image."""
    folder = tmp_path / "inbox"
    (folder / "tiles").mkdir(parents=True)
    write_tiff(folder / "tiles" / "own.tif", np.full((1, 20, 20), 5, np.uint8))
    return folder


@pytest.fixture
def server(secret: Path) -> Iterator[RangeServer]:
    with serving(secret) as running:
        yield running


def vrt(
    folder: Path, source: str, relative: int = 1, band: str = "", more: str = "", name: str = "sent.vrt"
) -> Path:
    path = folder / name
    path.write_text(VRT.format(source=source, relative=relative, band=band, more=more))
    return path


def refused(path: Path, *words: str) -> None:
    with pytest.raises(UserError) as caught:
        open_source(path)
    assert path.name in caught.value.title
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_vrt_of_what_lies_in_its_folder_opens(inbox: Path):
    with open_source(vrt(inbox, "tiles/own.tif")) as source:
        assert (source.read(0, (0, 0, 20, 20))[0] == 5).all()
    with open_source(vrt(inbox, str(inbox / "tiles" / "own.tif"), 0)) as source:
        assert (source.read(0, (0, 0, 20, 20))[0] == 5).all()


@pytest.mark.parametrize("name", ["sent.vrt", "sent.tif", "sent"])
def test_a_vrt_may_not_lead_out_of_its_folder_whatever_its_name(inbox: Path, secret: Path, name: str):
    refused(
        vrt(inbox, "../elsewhere/secret.tif", name=name), "../elsewhere/secret.tif", "outside its own folder"
    )
    refused(vrt(inbox, str(secret), 0, name=name), "outside its own folder")
    refused(vrt(inbox, str(secret), 1, name=name), "outside its own folder")
    refused(vrt(inbox, "tiles/../../elsewhere/secret.tif", name=name), "outside its own folder")


def test_a_path_from_the_current_folder_counts_too(
    inbox: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(secret.parent)
    refused(vrt(inbox, "secret.tif", 0), "outside its own folder")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_out_of_the_folder_counts_as_out(inbox: Path, secret: Path):
    (inbox / "link.tif").symlink_to(secret)
    refused(vrt(inbox, "link.tif"), "outside its own folder")


def test_every_way_that_a_vrt_names_a_file_is_looked_at(inbox: Path, secret: Path):
    overview = f"<Overview><SourceFilename>{secret}</SourceFilename><SourceBand>1</SourceBand></Overview>"
    refused(vrt(inbox, "tiles/own.tif", more=overview), "secret.tif")
    mask = (
        "<MaskBand><VRTRasterBand dataType='Byte'><SimpleSource><SourceFilename relativeToVRT='1'>"
        "../elsewhere/secret.tif</SourceFilename></SimpleSource></VRTRasterBand></MaskBand>"
    )
    refused(vrt(inbox, "tiles/own.tif", more=mask), "secret.tif")
    warped = inbox / "warped.vrt"
    warped.write_text(
        "<VRTDataset rasterXSize='20' rasterYSize='20' subClass='VRTWarpedDataset'><GDALWarpOptions>"
        f"<SourceDataset relativeToVRT='0'>{secret}</SourceDataset></GDALWarpOptions></VRTDataset>"
    )
    refused(warped, "secret.tif")
    raw = inbox / "raw.vrt"
    raw.write_text(
        "<VRTDataset rasterXSize='4' rasterYSize='4'><VRTRasterBand dataType='Byte' band='1' "
        f"subClass='VRTRawRasterBand'><SourceFilename relativetoVRT='0'>{secret}</SourceFilename>"
        "</VRTRasterBand></VRTDataset>"
    )
    refused(raw, "secret.tif")


def test_a_vrt_through_another_file_counts_too(inbox: Path, secret: Path):
    vrt(inbox, str(secret), 0, name="second.tif")
    refused(vrt(inbox, "second.tif"), "secret.tif", "Its file second.tif says so")


@pytest.mark.parametrize(
    "source",
    [
        "/vsicurl/{url}", "/vsicurl_streaming/{url}", "{url}", "/vsizip//vsicurl/{url}/a.tif", "/vsis3/b/a",
        "WMS:{url}", "&lt;GDAL_WMS&gt;&lt;ServerUrl&gt;{url}&lt;/ServerUrl&gt;&lt;/GDAL_WMS&gt;", "/vsimem/x",
        "/vsistdin/", "vrt://{url}", "GTIFF_DIR:1:/vsicurl/{url}", "NETCDF:/vsicurl/{url}:x",
        "\\\\server\\share\\a.tif",
    ],
)  # fmt: skip
def test_a_vrt_may_not_lead_into_the_network(inbox: Path, server: RangeServer, source: str):
    refused(vrt(inbox, source.format(url=server.url())))
    assert server.asked == []


def test_python_in_a_vrt_is_not_run(inbox: Path, tmp_path: Path):
    code = (
        "<PixelFunctionLanguage>Python</PixelFunctionLanguage><PixelFunctionType>f</PixelFunctionType>"
        f"<PixelFunctionCode><![CDATA[open({str(tmp_path / 'ran')!r}, 'w')]]></PixelFunctionCode>"
    )
    refused(vrt(inbox, "tiles/own.tif", band=' subClass="VRTDerivedRasterBand"', more=code), "Python")
    assert not (tmp_path / "ran").exists()


def test_xml_does_not_expand_and_is_bounded(inbox: Path):
    laughs = inbox / "laughs.vrt"
    laughs.write_text(
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + VRT.format(
            source="&b;", relative=1, band="", more="")
    )  # fmt: skip
    refused(laughs, "XML")
    outside = inbox / "outside.vrt"
    outside.write_text(
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + VRT.format(
            source="&e;", relative=1, band="", more="")
    )  # fmt: skip
    refused(outside, "XML")
    large = inbox / "large.vrt"
    large.write_text(VRT.format(source="tiles/own.tif", relative=1, band="", more=" " * MAX_TEXT_BYTES))
    refused(large, "too much")


def test_a_circle_of_vrts_ends(inbox: Path):
    vrt(inbox, "b.vrt", name="a.vrt")
    check_references(vrt(inbox, "a.vrt", name="b.vrt"))


def overview_in_metadata(path: Path, named: str) -> None:
    path.with_name(path.name + ".aux.xml").write_text(
        '<PAMDataset><Metadata domain="OVERVIEWS">'
        f'<MDI key="OVERVIEW_FILE">{named}</MDI></Metadata></PAMDataset>'
    )


def test_files_beside_an_image_may_not_lead_out(inbox: Path, secret: Path, server: RangeServer):
    image = inbox / "tiles" / "own.tif"
    for named in (str(secret), ":::BASE:::../../elsewhere/secret.tif", f"/vsicurl/{server.url()}"):
        overview_in_metadata(image, named)
        refused(image)
    (image.parent / "own.tif.aux.xml").unlink()
    for ending in (".ovr", ".msk"):
        vrt(image.parent, str(secret), 0, name=f"own.tif{ending}")
        refused(image, "secret.tif", f"own.tif{ending}")
        (image.parent / f"own.tif{ending}").unlink()
    open_source(image).close()
    assert server.asked == []


def test_an_images_own_tags_may_not_lead_out(inbox: Path, secret: Path):
    image = inbox / "tagged.tif"
    write_tiff(image, np.zeros((1, 64, 64), np.uint8))
    with rasterio.open(image, "r+") as dataset:
        dataset.update_tags(ns="OVERVIEWS", OVERVIEW_FILE=str(secret))
    refused(image, "secret.tif")


LEADING = {
    "wms": "<GDAL_WMS><Service name='TMS'><ServerUrl>{url}/a</ServerUrl></Service></GDAL_WMS>",
    "tile index": (
        "<GDALTileIndexDataset><IndexDataset>{secret}</IndexDataset>"
        "<IndexLayer>x</IndexLayer></GDALTileIndexDataset>"
    ),
    "wms capabilities": "<WMT_MS_Capabilities version='1.1.1'><Service>{url}</Service></WMT_MS_Capabilities>",
    "stac items": (
        '{{"type": "FeatureCollection", "stac_version": "1.0.0", "features": [{{"type": "Feature", "assets":'
        ' {{"B": {{"href": "{url}"}}}}, "properties": {{"proj:epsg": 32651, "proj:shape": [9, 9]}}}}]}}'
    ),
    "mrf": (
        "<MRF_META><Raster><Size x='20' y='20'/><DataFile>{secret}</DataFile></Raster>"
        "<CachedSource><Source>{url}</Source></CachedSource></MRF_META>"
    ),
    "ers": 'DatasetHeader Begin\n  DataFile = "{secret}"\nDatasetHeader End\n',
    "ozi": "OziExplorer Map Data File Version 2.2\nx\n{secret}\n1 ,Map Code,\n",
}


@pytest.mark.parametrize("text", list(LEADING.values()), ids=list(LEADING))
@pytest.mark.parametrize("ending", ["xml", "json", "tif"])
def test_other_files_that_only_lead_elsewhere_are_not_opened(
    inbox: Path, secret: Path, server: RangeServer, text: str, ending: str
):
    path = inbox / f"sent.{ending}"
    path.write_text(text.format(url=server.url(), secret=secret))
    with pytest.raises(UserError):
        open_source(path)
    assert server.asked == []


def test_subdatasets_are_parts_of_the_file_itself(inbox: Path, secret: Path, server: RangeServer):
    names = "".join(
        f'<MDI key="SUBDATASET_{n}_NAME">{name}</MDI><MDI key="SUBDATASET_{n}_DESC">x</MDI>'
        for n, name in enumerate((str(secret), f"/vsicurl/{server.url()}", f"GTIFF_DIR:1:{secret}"), 1)
    )
    path = inbox / "listing.vrt"
    path.write_text(
        '<VRTDataset rasterXSize="2" rasterYSize="2">'
        f'<Metadata domain="SUBDATASETS">{names}</Metadata></VRTDataset>'
    )
    refused(path)
    with pytest.raises(UserError):
        open_source(f"{path}#1")
    assert server.asked == []


def test_vendors_files_with_addresses_in_them_still_open(shared_data: Path):
    """Schemas and catalogues are named by URL everywhere; that alone is no reason."""
    for path in sorted((shared_data / "zoo").rglob("*.[xX][mM][lL]")):
        check_references(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system")
@pytest.mark.parametrize("name", ["own.tif", "own.tif.aux.xml", "own.tfw", "own.IMD"])
def test_nobody_waits_for_a_pipe(inbox: Path, name: str):
    image = inbox / "tiles" / "own.tif"
    if name == image.name:
        image.unlink()
    os.mkfifo(image.with_name(name))
    with pytest.raises(UserError, match="pipe"):
        open_source(image)


def test_a_link_to_nothing_beside_an_image_does_not_matter(inbox: Path):
    (inbox / "tiles" / "own.tfw").symlink_to("gone.tfw")
    assert open_source(inbox / "tiles" / "own.tif").facts.width == 20
