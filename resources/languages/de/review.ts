<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source>Choose more than 0 and at most 1, like 0.5.</source>
        <translation>Wählen Sie mehr als 0 und höchstens 1, etwa 0,5.</translation>
    </message>
    <message>
        <source>No scene looks like that; the boxes were probably copied on top of each other.</source>
        <translation>Keine Szene sieht so aus; die Boxen wurden wohl übereinander kopiert.</translation>
    </message>
    <message>
        <source>Remove the copies, e.g. with QGIS&apos;s &apos;Delete duplicate geometries&apos;.</source>
        <translation>Entfernen Sie die Kopien, z. B. mit „Doppelte Geometrien löschen“ in QGIS.</translation>
    </message>
    <message>
        <source>The files cannot be compared: boxes lie on each other by the thousand.</source>
        <translation>Die Dateien können nicht verglichen werden: Tausende Boxen liegen aufeinander.</translation>
    </message>
    <message>
        <source>The overlap {iou} is out of range.</source>
        <translation>Die Überlappung {iou} liegt außerhalb des Erlaubten.</translation>
    </message>
    <message>
        <source>Write a count like 25, or a share like 10 %.</source>
        <translation>Schreiben Sie eine Anzahl wie 25 oder einen Anteil wie 10 %.</translation>
    </message>
    <message>
        <source>agree (both empty)</source>
        <translation>einig (beide leer)</translation>
    </message>
    <message>
        <source>an interval over scenes needs two scenes or more</source>
        <translation>ein Intervall über Szenen braucht mindestens zwei Szenen</translation>
    </message>
    <message>
        <source>no boxes</source>
        <translation>keine Boxen</translation>
    </message>
    <message>
        <source>no matched boxes</source>
        <translation>keine einander zugeordneten Boxen</translation>
    </message>
    <message>
        <source>one class only</source>
        <translation>nur eine Klasse</translation>
    </message>
    <message>
        <source>other attribute</source>
        <translation>anderes Attribut</translation>
    </message>
    <message>
        <source>other certainty</source>
        <translation>andere Gewissheit</translation>
    </message>
    <message>
        <source>other change</source>
        <translation>andere Änderung</translation>
    </message>
    <message>
        <source>other date</source>
        <translation>anderes Datum</translation>
    </message>
    <message>
        <source>other label</source>
        <translation>anderes Label</translation>
    </message>
    <message>
        <source>{text} is no size of a sample.</source>
        <translation>{text} ist kein Umfang einer Stichprobe.</translation>
    </message>
</context>
</TS>
