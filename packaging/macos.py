"""What the macOS bundle says of itself (its `Info.plist`). UNTESTED: nobody has built it on a Mac yet.

A file opened from the Finder reaches the program as an event. PyInstaller's loader makes arguments of the
events that come at the start (`argv_emulation` in the spec); files opened later go to the running program,
which does not take them yet.
"""

from __future__ import annotations

from typing import Any

from ilmtool.session.settings import LANGUAGES, SYSTEM

INFO: dict[str, Any] = {
    "CFBundleName": "ilmtool",
    "CFBundleDisplayName": "ilmtool",
    "LSApplicationCategoryType": "public.app-category.graphics-design",
    "LSMinimumSystemVersion": "12.0",
    "NSHighResolutionCapable": True,
    "NSRequiresAquaSystemAppearance": False,
    "NSHumanReadableCopyright": "MIT licence; see licences/THIRD_PARTY.md for the works of others in it",
    "CFBundleDevelopmentRegion": "en",
    "CFBundleLocalizations": [code for code in LANGUAGES if code != SYSTEM],
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "ilmtool annotations",
            "CFBundleTypeRole": "Editor",
            # Others use .geojson too: ilmtool is offered, and takes nothing over.
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": ["ilmtool.annotations", "public.geojson"],
        },
        {
            "CFBundleTypeName": "TIFF image",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": ["public.tiff"],
        },
    ],
    "UTExportedTypeDeclarations": [
        {
            "UTTypeIdentifier": "ilmtool.annotations",
            "UTTypeDescription": "Annotations of a pair of satellite images",
            "UTTypeConformsTo": ["public.geojson", "public.json"],
            "UTTypeTagSpecification": {
                "public.filename-extension": ["ilm.geojson"],
                "public.mime-type": ["application/vnd.ilmtool.annotations+json"],
            },
        }
    ],
}
