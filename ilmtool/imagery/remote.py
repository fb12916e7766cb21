"""Images by URL: read through the network in pieces, only because the user named the URL.

GDAL fetches byte ranges; it is allowed this one address (see `no_network`), lists no folder, looks for no
files beside the image, and opens only formats that can be read in pieces. Every call runs on a thread that
nobody has to wait for.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from ilmtool import __version__
from ilmtool.errors import Cancelled, UserError
from ilmtool.imagery.address import Address, public_url
from ilmtool.imagery.errands import Errands
from ilmtool.imagery.filecheck import sentence
from ilmtool.imagery.gdal_env import GDAL_ERRORS, Access
from ilmtool.imagery.gdal_source import GdalSource
from ilmtool.imagery.no_network import ALLOWED_ADDRESS
from ilmtool.imagery.source import Pixels, RasterSource, Window
from ilmtool.text import mark, tr

DRIVERS = ("GTiff", "COG")
"""What can be read in pieces and leads to no other file."""

CONNECT_S, STALL_S, RETRIES, RETRY_S = 10, 10, 2, 0.5
_OPTIONS: dict[str, Any] = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",  # no listing, no .aux.xml, .ovr, .msk, world files
    "GDAL_HTTP_CONNECTTIMEOUT": CONNECT_S,
    # A transfer may take long on a slow line, but not stand still.
    "GDAL_HTTP_LOW_SPEED_TIME": STALL_S,
    "GDAL_HTTP_LOW_SPEED_LIMIT": 1,
    "GDAL_HTTP_MAX_RETRY": RETRIES,
    "GDAL_HTTP_RETRY_DELAY": RETRY_S,
    "GDAL_HTTP_USERAGENT": f"ilmtool/{__version__}",
    "GDAL_HTTP_MULTIPLEX": "YES",
    "GDAL_HTTP_MERGE_CONSECUTIVE_RANGES": "YES",
    "CPL_VSIL_CURL_CACHE_SIZE": 64 << 20,  # of all URLs together; decoded tiles are kept elsewhere
    "CPL_VSIL_CURL_CHUNK_SIZE": 16384,
    "GDAL_INGESTED_BYTES_AT_OPEN": 32768,
    "VSI_CACHE": "NO",
}


def open_remote(address: Address, cancelled: Callable[[], bool] | None = None) -> RemoteSource:
    """Open the image of a URL.

    Raises
    ------
    UserError
        It cannot be reached, is no image that can be read in pieces, or names an image in it.
    Cancelled
        `cancelled` said so.
    """
    if address.part:
        raise UserError(
            tr("{name} cannot be opened.", name=address.name),
            tr("Of a remote file only its first image is read."),
            tr("Download {url} to choose another.", url=public_url(address.url)),
        )
    errands = Errands(f"remote-{address.path.name[:20]}")
    try:
        source = errands.run(lambda: _open(address), cancelled)
    except BaseException:
        errands.close()
        raise
    return RemoteSource(source, errands, cancelled)


class RemoteSource(RasterSource):
    """An image behind a URL. A read that hangs keeps nobody from closing it."""

    def __init__(
        self, source: GdalSource, errands: Errands, cancelled: Callable[[], bool] | None = None
    ) -> None:
        self.facts = source.facts
        self._source = source
        self._access = source.access
        self._is_doubtful = False
        self._cancelled = cancelled
        self._errands = errands

    def read(self, level: int, window: Window, bands: Sequence[int] | None = None) -> Pixels:
        try:
            return self._errands.run(lambda: self._read(level, window, bands), self._cancelled)
        except Cancelled:
            if self._cancelled is not None and self._cancelled():
                raise
            raise UserError(tr("{name} is closed.", name=self.facts.name)) from None

    def _read(self, level: int, window: Window, bands: Sequence[int] | None) -> Pixels:
        try:
            if self._is_doubtful:
                _forget(self._access)
                self._is_doubtful = False
            return self._source.read(level, window, bands)
        except GDAL_ERRORS as error:
            raise failure(self.facts.address, error) from error
        except UserError as error:
            cause = error.__cause__
            if cause is None:
                raise
            self._is_doubtful = True
            raise failure(self.facts.address, cause) from cause

    @property
    def files(self) -> tuple[Any, ...]:
        return ()

    @property
    def may_stall(self) -> bool:
        return True

    @property
    def block_rows(self) -> int:
        return self._source.block_rows

    def close(self) -> None:
        self._errands.close(self._source.close)


def access_to(address: Address) -> Access:
    """How GDAL gets at a URL."""
    target = _target(address.url)
    return Access(target, DRIVERS, {**_OPTIONS, ALLOWED_ADDRESS: target})


def _open(address: Address) -> GdalSource:
    access = access_to(address)
    try:
        return _opened(address, access)
    except UserError as error:
        if "AWS_NO_SIGN_REQUEST" not in error.detail:
            raise
    # Nobody's credentials are set up on this computer: perhaps everybody may read it.
    public = replace(access, options={**access.options, "AWS_NO_SIGN_REQUEST": "YES"})
    return _opened(address, public)


def _opened(address: Address, access: Access) -> GdalSource:
    with _overheard() as said:
        try:
            _forget(access)
            _fetch_directories(access)
            with access.env():
                dataset = access.open()
        except GDAL_ERRORS as error:
            raise failure(address, error, *said) from error
    with access.env():
        try:
            return GdalSource.of(dataset, access, address, None)
        except GDAL_ERRORS as error:
            dataset.close()
            raise failure(address, error) from error
        except BaseException:
            dataset.close()
            raise


def _fetch_directories(access: Access) -> None:
    """Let GDAL fetch what its answers about overviews, masks and tags come from.

    It would fetch them when it is asked, but rasterio asks with Python's global lock held: while the network
    stands still, so would every thread. Opening an overview reads all directories without that lock.
    """
    with access.env():
        try:
            access.open(overview_level=0).close()
        except GDAL_ERRORS as error:
            if "overview level" not in str(error):
                raise


def _forget(access: Access) -> None:
    """Ask for the image afresh: GDAL remembers what it fetched, and also that an address did not answer."""
    options = {**access.options, "CPL_VSIL_CURL_NON_CACHED": access.target}
    fresh = replace(access, options=options)
    with fresh.env():
        fresh.open().close()


def _target(url: str) -> str:
    if url.lower().startswith("s3://"):
        return f"/vsis3/{url[len('s3://') :]}"
    return f"/vsicurl/{url}"


@contextmanager
def _overheard() -> Iterator[list[str]]:
    """GDAL's messages on this thread: the one that says why is not always the last, which is raised."""
    said: list[str] = []
    thread = threading.get_ident()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread and len(said) < 20:
                said.append(record.getMessage())

    ear = Ear(logging.INFO)
    logger = logging.getLogger("rasterio._env")
    logger.addHandler(ear)
    try:
        yield said
    finally:
        logger.removeHandler(ear)


def failure(address: Address, error: BaseException, *said: str) -> UserError:
    """What went wrong, in a sentence that names the URL and what to do.

    Parameters
    ----------
    address : Address
    error : BaseException
        GDAL's.
    *said : str
        What GDAL reported before.
    """
    text = str(error.__cause__ or error)
    found = " ".join((*said, text)).casefold()
    host = urlsplit(address.url).hostname or tr("its server")
    for signs, says, hint in _REASONS:
        if any(sign in found for sign in signs):
            return UserError(
                tr(
                    "{url} cannot be read: {reason}.",
                    url=public_url(address.url),
                    reason=tr(says, host=host) if "{" in says else tr(says),
                ),
                _shown(text, address),
                tr(hint),
            )
    return UserError(
        tr("{url} cannot be read.", url=public_url(address.url)),
        _shown(text, address),
        tr("Try again, or download the file."),
    )


_TRY = mark("Check the network and try again.")
_REASONS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("code: 404", "code: 410", "error 404"), mark("{host} has no such file (404)"),
     mark("Check the address.")),
    (("code: 401", "code: 403", "accessdenied", "invalidaccesskey", "no valid aws"),
     mark("{host} does not let you read it"),
     mark("Ask its owner for access, or for an address that is still valid.")),
    (("range downloading not supported",), mark("{host} does not send parts of a file"),
     mark("Download the whole file and open that.")),
    (("could not resolve",), mark("there is no way to {host}"), mark("Check the address and the network.")),
    (("ssl", "tls", "certificate"), mark("the secure connection to {host} failed"),
     mark("Check the address, the computer's clock, and whether a proxy stands between.")),
    (("too slow", "timed out", "timeout"), mark("{host} does not answer any more"), _TRY),
    (("failed to connect", "couldn't connect", "could not connect", "connection refused"),
     mark("there is no connection to {host}"), _TRY),
    (("code: 5", "code: 429"), mark("{host} has a problem of its own"), mark("Try again later.")),
    (("not recognized as", "not a supported"), mark("it is not a GeoTIFF"),
     mark("Other formats cannot be read in pieces: download the file and open that.")),
    (("curl error", "empty reply", "recv failure", "partial file", "tiffread", "ireadblock", "read error",
      "transfer closed", "tifffillstrip", "tifffilltile", "jpeg"),
     mark("{host} stopped in the middle of it"), _TRY),
)  # fmt: skip


def _shown(text: str, address: Address) -> str:
    """GDAL's first line, without what is secret in the address."""
    return sentence(
        text.replace(_target(address.url), address.path.name).replace(address.url, address.path.name)
    )
