<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source>brighter</source>
        <translation>heller</translation>
    </message>
    <message>
        <source>cloud-like</source>
        <translation>wolkenartig</translation>
    </message>
    <message>
        <source>darker</source>
        <translation>dunkler</translation>
    </message>
    <message>
        <source>edge of data</source>
        <translation>Rand der Daten</translation>
    </message>
    <message>
        <source>other colour</source>
        <translation>andere Farbe</translation>
    </message>
    <message>
        <source>shadow-like</source>
        <translation>schattenartig</translation>
    </message>
    <message>
        <source>structure appeared</source>
        <translation>Struktur erschienen</translation>
    </message>
    <message>
        <source>structure gone</source>
        <translation>Struktur verschwunden</translation>
    </message>
    <message>
        <source>vegetation appeared</source>
        <translation>Bewuchs erschienen</translation>
    </message>
    <message>
        <source>vegetation gone</source>
        <translation>Bewuchs verschwunden</translation>
    </message>
    <message>
        <source>vegetation-like</source>
        <translation>bewuchsartig</translation>
    </message>
</context>
</TS>
