<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n Box</numerusform>
            <numerusform>%n Boxen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n corner(s)</source>
        <translation>
            <numerusform>%n Ecke</numerusform>
            <numerusform>%n Ecken</numerusform>
        </translation>
    </message>
    <message>
        <source>A measurement has {limit} corners at most: Enter ends it</source>
        <translation>Eine Messung hat höchstens {limit} Ecken: Enter beendet sie</translation>
    </message>
    <message>
        <source>A polygon has three corners at least</source>
        <translation>Ein Polygon hat mindestens drei Ecken</translation>
    </message>
    <message>
        <source>Add corner to {what}</source>
        <translation>Ecke zu {what} hinzufügen</translation>
    </message>
    <message>
        <source>Click to close</source>
        <translation>Klicken zum Schließen</translation>
    </message>
    <message>
        <source>Delete corner of {what}</source>
        <translation>Ecke von {what} löschen</translation>
    </message>
    <message>
        <source>Draw box</source>
        <translation>Box zeichnen</translation>
    </message>
    <message>
        <source>Draw polygon</source>
        <translation>Polygon zeichnen</translation>
    </message>
    <message>
        <source>Draw {label}</source>
        <translation>{label} zeichnen</translation>
    </message>
    <message>
        <source>Move corner of {what}</source>
        <translation>Ecke von {what} verschieben</translation>
    </message>
    <message>
        <source>Move {what}</source>
        <translation>{what} verschieben</translation>
    </message>
    <message>
        <source>Resize {what}</source>
        <translation>Größe von {what} ändern</translation>
    </message>
    <message>
        <source>Rotate {what}</source>
        <translation>{what} drehen</translation>
    </message>
    <message>
        <source>Scale {what}</source>
        <translation>{what} skalieren</translation>
    </message>
    <message>
        <source>The outline would cross itself</source>
        <translation>Der Umriss würde sich selbst kreuzen</translation>
    </message>
    <message>
        <source>box</source>
        <translation>Box</translation>
    </message>
    <message>
        <source>last angle</source>
        <translation>letzter Winkel</translation>
    </message>
    <message>
        <source>north</source>
        <translation>Norden</translation>
    </message>
</context>
</TS>
