<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n hinzugefügt</numerusform>
            <numerusform>%n hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s)</source>
        <translation>
            <numerusform>%n Annotation</numerusform>
            <numerusform>%n Annotationen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) (is|are) hidden: show them</source>
        <translation>
            <numerusform>%n Annotation ist ausgeblendet: zeigen</numerusform>
            <numerusform>%n Annotationen sind ausgeblendet: zeigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) (is|are) not drawn; nothing is lost. Click, or Ctrl+H, to show them.</source>
        <translation>
            <numerusform>%n Annotation wird nicht gezeichnet; nichts ist verloren. Ein Klick oder Strg+H zeigt sie.</numerusform>
            <numerusform>%n Annotationen werden nicht gezeichnet; nichts ist verloren. Ein Klick oder Strg+H zeigt sie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) copied</source>
        <translation>
            <numerusform>%n Annotation kopiert</numerusform>
            <numerusform>%n Annotationen kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n geändert</numerusform>
            <numerusform>%n geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden</source>
        <translation>
            <numerusform>%n ausgeblendet</numerusform>
            <numerusform>%n ausgeblendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s) copied</source>
        <translation>
            <numerusform>%n Messung kopiert</numerusform>
            <numerusform>%n Messungen kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s)</source>
        <translation>
            <numerusform>%n Bildpaar</numerusform>
            <numerusform>%n Bildpaare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n entfernt</numerusform>
            <numerusform>%n entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n searched area(s)</source>
        <translation>
            <numerusform>%n untersuchter Bereich</numerusform>
            <numerusform>%n untersuchte Bereiche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) could not be read.</source>
        <translation>
            <numerusform>%n Schritt war nicht lesbar.</numerusform>
            <numerusform>%n Schritte waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) (was|were)</source>
        <translation>
            <numerusform>%n Angabe wurde</numerusform>
            <numerusform>%n Angaben wurden</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;After</source>
        <translation>&amp;Nachher</translation>
    </message>
    <message>
        <source>&amp;Annotations</source>
        <translation>&amp;Annotationen</translation>
    </message>
    <message>
        <source>&amp;Before</source>
        <translation>&amp;Vorher</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Into</source>
        <translation>&amp;Ziel</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>&amp;Zusammenführen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>&amp;Recover</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Take over</source>
        <translation>Über&amp;nehmen</translation>
    </message>
    <message>
        <source>(no label)</source>
        <translation>(ohne Label)</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(ohne)</translation>
    </message>
    <message>
        <source>(several)</source>
        <translation>(mehrere)</translation>
    </message>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n weitere</numerusform>
            <numerusform>+%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>2–98 % of a view, frozen</source>
        <translation>2–98 % einer Ansicht, fest</translation>
    </message>
    <message>
        <source>2–98 % of the scene</source>
        <translation>2–98 % der Szene</translation>
    </message>
    <message>
        <source>2–98 % of what is in view now, frozen</source>
        <translation>2–98 % dessen, was jetzt zu sehen ist; bleibt dann fest</translation>
    </message>
    <message>
        <source>A URL (https://, http://, s3://) of a GeoTIFF, or a file. Only what comes into view is fetched, from these addresses and no other.</source>
        <translation>Eine URL (https://, http://, s3://) eines GeoTIFF oder eine Datei. Geladen wird nur, was zu sehen ist, von diesen Adressen und von keiner anderen.</translation>
    </message>
    <message>
        <source>A rectangle: draw it next</source>
        <translation>Ein Rechteck: gleich zeichnen</translation>
    </message>
    <message>
        <source>About ilmtool</source>
        <translation>Über ilmtool</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Accepted: it is an annotation now</source>
        <translation>Angenommen: Es ist jetzt eine Annotation</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Taste hinzufügen</translation>
    </message>
    <message>
        <source>Add all to the set</source>
        <translation>Alle in den Satz aufnehmen</translation>
    </message>
    <message>
        <source>Add annotation files or a folder.</source>
        <translation>Fügen Sie Annotationsdateien oder einen Ordner hinzu.</translation>
    </message>
    <message>
        <source>Add attribute</source>
        <translation>Attribut hinzufügen</translation>
    </message>
    <message>
        <source>Add class</source>
        <translation>Klasse hinzufügen</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation>Bilder hinzufügen…</translation>
    </message>
    <message>
        <source>Add to the label set</source>
        <translation>In den Labelsatz aufnehmen</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Address of the after image</source>
        <translation>Adresse des Nachher-Bilds</translation>
    </message>
    <message>
        <source>Address of the before image</source>
        <translation>Adresse des Vorher-Bilds</translation>
    </message>
    <message>
        <source>Affine</source>
        <translation>Affin</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>After image</source>
        <translation>Nachher-Bild</translation>
    </message>
    <message>
        <source>After px</source>
        <translation>Nachher px</translation>
    </message>
    <message>
        <source>After: {scene}</source>
        <translation>Nachher: {scene}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All &amp;mine</source>
        <translation>Alle &amp;meine</translation>
    </message>
    <message>
        <source>All &amp;theirs</source>
        <translation>Alle &amp;anderen</translation>
    </message>
    <message>
        <source>All again</source>
        <translation>Wieder alle</translation>
    </message>
    <message>
        <source>All commands have the keys that ship.</source>
        <translation>Alle Befehle haben ihre mitgelieferten Tasten.</translation>
    </message>
    <message>
        <source>All conflicts are settled.</source>
        <translation>Alle Konflikte sind entschieden.</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>All labels of this file are in the label set.</source>
        <translation>Alle Labels dieser Datei stehen im Labelsatz.</translation>
    </message>
    <message>
        <source>All settings have the values that ship.</source>
        <translation>Alle Einstellungen haben ihre mitgelieferten Werte.</translation>
    </message>
    <message>
        <source>All that both images show</source>
        <translation>Alles, was beide Bilder zeigen</translation>
    </message>
    <message>
        <source>All values</source>
        <translation>Alle Werte</translation>
    </message>
    <message>
        <source>An empty text is no property: letters, digits and _, a letter first.</source>
        <translation>Ein leerer Text ist keine Eigenschaft: Buchstaben, Ziffern und _, zuerst ein Buchstabe.</translation>
    </message>
    <message>
        <source>An error of 1 px in a point is {reach} px at the far corner; spread the points.</source>
        <translation>Ein Fehler von 1 px in einem Punkt sind {reach} px in der fernsten Ecke; verteilen Sie die Punkte.</translation>
    </message>
    <message>
        <source>An image has no georeferencing. Click, or Ctrl+T, to set tie points.</source>
        <translation>Ein Bild hat keine Georeferenzierung. Ein Klick oder Strg+T setzt Verknüpfungspunkte.</translation>
    </message>
    <message>
        <source>Analyst</source>
        <translation>Analyst</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Annotation</source>
        <translation>Annotation</translation>
    </message>
    <message>
        <source>Annotation file</source>
        <translation>Annotationsdatei</translation>
    </message>
    <message>
        <source>Annotation files</source>
        <translation>Annotationsdateien</translation>
    </message>
    <message>
        <source>Annotation files (*.ilm.geojson);;All files (*)</source>
        <translation>Annotationsdateien (*.ilm.geojson);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Annotation files and folders</source>
        <translation>Annotationsdateien und Ordner</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Annotationen</translation>
    </message>
    <message>
        <source>Annotations go into {sidecar}, a moment after each edit; the images are never changed. {keys} shows all keys, and {palette} finds any command.</source>
        <translation>Annotationen kommen einen Moment nach jeder Bearbeitung in {sidecar}; die Bilder werden nie geändert. {keys} zeigt alle Tasten, {palette} findet jeden Befehl.</translation>
    </message>
    <message>
        <source>Annotations: {counts}.</source>
        <translation>Annotationen: {counts}.</translation>
    </message>
    <message>
        <source>Any three…</source>
        <translation>Beliebige drei…</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Genehmigen</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Genehmigt</translation>
    </message>
    <message>
        <source>Area</source>
        <comment>that is searched</comment>
        <translation>Gebiet</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>Attributes (narrower classes ask for them too)</source>
        <translation>Attribute (auch engere Klassen fragen danach)</translation>
    </message>
    <message>
        <source>Author: {author}</source>
        <translation>Verfasser: {author}</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to my file</source>
        <translation>Zurück zu meiner Datei</translation>
    </message>
    <message>
        <source>Back to: {words}</source>
        <translation>Zurück zu: {words}</translation>
    </message>
    <message>
        <source>Band shown as blue of the after image</source>
        <translation>Kanal für Blau im Nachher-Bild</translation>
    </message>
    <message>
        <source>Band shown as blue of the before image</source>
        <translation>Kanal für Blau im Vorher-Bild</translation>
    </message>
    <message>
        <source>Band shown as green of the after image</source>
        <translation>Kanal für Grün im Nachher-Bild</translation>
    </message>
    <message>
        <source>Band shown as green of the before image</source>
        <translation>Kanal für Grün im Vorher-Bild</translation>
    </message>
    <message>
        <source>Band shown as red of the after image</source>
        <translation>Kanal für Rot im Nachher-Bild</translation>
    </message>
    <message>
        <source>Band shown as red of the before image</source>
        <translation>Kanal für Rot im Vorher-Bild</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Bands of the after image</source>
        <translation>Kanäle des Nachher-Bilds</translation>
    </message>
    <message>
        <source>Bands of the before image</source>
        <translation>Kanäle des Vorher-Bilds</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Before and after must be two different images.</source>
        <translation>Vorher und Nachher müssen zwei verschiedene Bilder sein.</translation>
    </message>
    <message>
        <source>Before image</source>
        <translation>Vorher-Bild</translation>
    </message>
    <message>
        <source>Before image moved by {x}, {y} px</source>
        <translation>Vorher-Bild bewegt um {x}; {y} px</translation>
    </message>
    <message>
        <source>Before image moved by {x}, {y} px: {shift}</source>
        <translation>Vorher-Bild bewegt um {x}; {y} px: {shift}</translation>
    </message>
    <message>
        <source>Before is later than after: no change interval is recorded in this order.</source>
        <translation>Vorher ist später als Nachher: In dieser Reihenfolge wird kein Änderungszeitraum festgehalten.</translation>
    </message>
    <message>
        <source>Before px</source>
        <translation>Vorher px</translation>
    </message>
    <message>
        <source>Before: {scene}</source>
        <translation>Vorher: {scene}</translation>
    </message>
    <message>
        <source>Between {start} and {end}</source>
        <translation>Zwischen {start} und {end}</translation>
    </message>
    <message>
        <source>Between {start} and {end} (to the day)</source>
        <translation>Zwischen {start} und {end} (auf den Tag)</translation>
    </message>
    <message>
        <source>Between {start} and {end} (to the second)</source>
        <translation>Zwischen {start} und {end} (auf die Sekunde)</translation>
    </message>
    <message>
        <source>Black level of the after image</source>
        <translation>Schwarzwert des Nachher-Bilds</translation>
    </message>
    <message>
        <source>Black level of the before image</source>
        <translation>Schwarzwert des Vorher-Bilds</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>Both dates have little in common, so the list is hardly worth going through.</source>
        <translation>Beide Aufnahmen haben wenig gemeinsam; die Liste durchzugehen lohnt sich kaum.</translation>
    </message>
    <message>
        <source>Both dates in one</source>
        <translation>Beide Aufnahmen in einem Bild</translation>
    </message>
    <message>
        <source>Both images move together, by the ground. The wheel zooms, Space and a drag pan. {side_by_side}, {swipe}, {before} and {after} are ways of looking at them; hold F to flicker between the dates.</source>
        <translation>Beide Bilder bewegen sich gemeinsam, ausgerichtet am Boden. Das Mausrad zoomt, Leertaste und Ziehen verschieben. {side_by_side}, {swipe}, {before} und {after} wechseln die Ansicht; halten Sie F, um zwischen den Aufnahmen zu wechseln.</translation>
    </message>
    <message>
        <source>Both in one ▾</source>
        <translation>Beide in einem ▾</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boxen</translation>
    </message>
    <message>
        <source>Bring the measurement to the middle (Enter)</source>
        <translation>Die Messung in die Mitte holen (Enter)</translation>
    </message>
    <message>
        <source>Browse for a label set</source>
        <translation>Labelsatz suchen</translation>
    </message>
    <message>
        <source>Browse for the folder to make</source>
        <translation>Neuen Ordner wählen</translation>
    </message>
    <message>
        <source>Browse for {what}</source>
        <translation>Durchsuchen: {what}</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>By the number of points</source>
        <translation>Nach der Zahl der Punkte</translation>
    </message>
    <message>
        <source>Cell height</source>
        <translation>Zellenhöhe</translation>
    </message>
    <message>
        <source>Cell width</source>
        <translation>Zellenbreite</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>Gewissheit</translation>
    </message>
    <message>
        <source>Certainty of the identification</source>
        <translation>Gewissheit der Bestimmung</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Change keys</source>
        <translation>Tasten ändern</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Tasten ändern…</translation>
    </message>
    <message>
        <source>Change seen</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Changed by somebody else</source>
        <translation>Von jemand anderem geändert</translation>
    </message>
    <message>
        <source>Changes requested</source>
        <translation>Änderungen erbeten</translation>
    </message>
    <message>
        <source>Choices (a; b)</source>
        <translation>Auswahl (a; b)</translation>
    </message>
    <message>
        <source>Choose both images</source>
        <translation>Beide Bilder wählen</translation>
    </message>
    <message>
        <source>Choose the other image</source>
        <translation>Das andere Bild wählen</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Ohne Befund</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Click a thing on one image that is also on the other, best a sharp corner on the ground.</source>
        <translation>Klicken Sie in einem Bild auf etwas, das auch im anderen ist, am besten auf eine scharfe Ecke am Boden.</translation>
    </message>
    <message>
        <source>Click a thing on one image, then the same thing on the other</source>
        <translation>Klicken Sie in einem Bild auf etwas, dann im anderen auf dasselbe</translation>
    </message>
    <message>
        <source>Click the next thing on either image; drag a marker to correct it.</source>
        <translation>Klicken Sie in einem der Bilder auf das Nächste; ziehen Sie eine Marke, um sie zu berichtigen.</translation>
    </message>
    <message>
        <source>Click the same thing on the after image.</source>
        <translation>Klicken Sie im Nachher-Bild auf dasselbe.</translation>
    </message>
    <message>
        <source>Click the same thing on the before image.</source>
        <translation>Klicken Sie im Vorher-Bild auf dasselbe.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close ilmtool</source>
        <translation>ilmtool schließen</translation>
    </message>
    <message>
        <source>Collapse all groups</source>
        <translation>Alle Gruppen einklappen</translation>
    </message>
    <message>
        <source>Colleague&apos;s annotation file</source>
        <translation>Annotationsdatei eines Kollegen</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>Farbe der Klasse</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colours of the after image</source>
        <translation>Farben des Nachher-Bilds</translation>
    </message>
    <message>
        <source>Colours of the before image</source>
        <translation>Farben des Vorher-Bilds</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Columns of the annotations</source>
        <translation>Spalten der Annotationen</translation>
    </message>
    <message>
        <source>Columns, groups and pictures of the table</source>
        <translation>Spalten, Gruppen und Bilder der Tabelle</translation>
    </message>
    <message>
        <source>Columns, groups, pictures</source>
        <translation>Spalten, Gruppen, Bilder</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Comment, then Return</source>
        <translation>Kommentar, dann Return</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare both dates</source>
        <translation>Beide Aufnahmen vergleichen</translation>
    </message>
    <message>
        <source>Compare both dates as they lie now</source>
        <translation>Beide Aufnahmen vergleichen, wie sie jetzt liegen</translation>
    </message>
    <message>
        <source>Compare two dates of one place</source>
        <translation>Zwei Aufnahmen eines Ortes vergleichen</translation>
    </message>
    <message>
        <source>Compare with a colleague&apos;s file…</source>
        <translation>Mit der Datei eines Kollegen vergleichen…</translation>
    </message>
    <message>
        <source>Comparing brightness, structure and colour over all that both dates cover. Go on working; the list comes when it is done.</source>
        <translation>Helligkeit, Struktur und Farbe werden verglichen, wo beide Aufnahmen etwas zeigen. Arbeiten Sie weiter; die Liste kommt, wenn es fertig ist.</translation>
    </message>
    <message>
        <source>Comparison of both dates</source>
        <translation>Vergleich beider Aufnahmen</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Confidence in the judgement</source>
        <translation>Konfidenz des Urteils</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortfahren</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Koordinaten</translation>
    </message>
    <message>
        <source>Coordinates: {form}</source>
        <translation>Koordinaten: {form}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copied {text}</source>
        <translation>Kopiert: {text}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Copy rows as text</source>
        <translation>Zeilen als Text kopieren</translation>
    </message>
    <message>
        <source>Copy the measurement as text</source>
        <translation>Die Messung als Text kopieren</translation>
    </message>
    <message>
        <source>Corners</source>
        <translation>Ecken</translation>
    </message>
    <message>
        <source>Created {created}, updated {updated}</source>
        <translation>Angelegt {created}, geändert {updated}</translation>
    </message>
    <message>
        <source>Ctrl+Backspace: it is no change; remembered for this pair</source>
        <translation>Strg+Rücktaste: Es ist keine Änderung; wird für dieses Bildpaar gemerkt</translation>
    </message>
    <message>
        <source>Ctrl+PgDown</source>
        <translation>Strg+Bild abwärts</translation>
    </message>
    <message>
        <source>Ctrl+PgUp</source>
        <translation>Strg+Bild aufwärts</translation>
    </message>
    <message>
        <source>Ctrl+Return: make an annotation of it with the current label; a number key: with that label</source>
        <translation>Strg+Return: eine Annotation mit dem aktuellen Label daraus machen; eine Zifferntaste: mit jenem Label</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Decide &amp;later</source>
        <translation>&amp;Später entscheiden</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Degrees above the horizon</source>
        <translation>Grad über dem Horizont</translation>
    </message>
    <message>
        <source>Degrees at the satellite, 0 to 90</source>
        <translation>Grad am Satelliten, 0 bis 90</translation>
    </message>
    <message>
        <source>Degrees clockwise from north</source>
        <translation>Grad von Nord im Uhrzeigersinn</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Details of the measurement</source>
        <translation>Einzelheiten der Messung</translation>
    </message>
    <message>
        <source>Discard annotations</source>
        <translation>Annotationen verwerfen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Do not apply</source>
        <translation>Nicht anwenden</translation>
    </message>
    <message>
        <source>Do what this message advises</source>
        <translation>Tun, was diese Meldung rät</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Drag a box on either image around what changed: it is listed here.</source>
        <translation>Ziehen Sie in einem der Bilder eine Box um das, was sich geändert hat: Sie wird hier aufgeführt.</translation>
    </message>
    <message>
        <source>Drag on either image to draw a box.</source>
        <translation>Ziehen Sie in einem der Bilder, um eine Box zu zeichnen.</translation>
    </message>
    <message>
        <source>Drag on either image: the box appears on both. {first} to {last} label it, {label} finds any label by its name, and {undo} takes the last step back.</source>
        <translation>Ziehen Sie auf einem der Bilder: Die Box erscheint auf beiden. {first} bis {last} geben ihr ein Label, {label} findet jedes Label nach seinem Namen, und {undo} nimmt den letzten Schritt zurück.</translation>
    </message>
    <message>
        <source>Drag the before image, or move it with the arrow keys</source>
        <translation>Ziehen Sie das Vorher-Bild oder bewegen Sie es mit den Pfeiltasten</translation>
    </message>
    <message>
        <source>Drag, or arrows: 1 px, Shift 10, Ctrl 0.1</source>
        <translation>Ziehen, oder Pfeile: 1 px, Umschalt 10, Strg 0,1</translation>
    </message>
    <message>
        <source>Draw sample</source>
        <translation>Stichprobe ziehen</translation>
    </message>
    <message>
        <source>Draw what changed, and label it</source>
        <translation>Zeichnen, was sich geändert hat, und es benennen</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>Verfasser</translation>
    </message>
    <message>
        <source>Drawn on: {scene}</source>
        <translation>Gezeichnet auf: {scene}</translation>
    </message>
    <message>
        <source>Drop (Esc)</source>
        <translation>Verwerfen (Esc)</translation>
    </message>
    <message>
        <source>Drop two images here, or an annotation file (.ilm.geojson).</source>
        <translation>Legen Sie hier zwei Bilder oder eine Annotationsdatei (.ilm.geojson) ab.</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>Frühere Fassungen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit the points that were measured</source>
        <translation>Die gemessenen Punkte bearbeiten</translation>
    </message>
    <message>
        <source>Ends the tour (Esc); Help shows it again</source>
        <translation>Beendet den Rundgang (Esc); die Hilfe zeigt ihn wieder</translation>
    </message>
    <message>
        <source>Enter begins a new line; Esc or Ctrl+Enter goes back to the images</source>
        <translation>Enter beginnt eine neue Zeile; Esc oder Strg+Enter führt zurück zu den Bildern</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Every command can be given other keys.</source>
        <translation>Jeder Befehl kann andere Tasten bekommen.</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle Verfasser</translation>
    </message>
    <message>
        <source>Everything is saved by itself</source>
        <translation>Alles wird von selbst gespeichert</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Evidence of the suggestion that is looked at</source>
        <translation>Beleg des gezeigten Vorschlags</translation>
    </message>
    <message>
        <source>Expand all groups</source>
        <translation>Alle Gruppen ausklappen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export dataset</source>
        <translation>Datensatz exportieren</translation>
    </message>
    <message>
        <source>Exporting: {done} of {total} places</source>
        <translation>Export: {done} von {total} Orten</translation>
    </message>
    <message>
        <source>F1, label</source>
        <translation>F1, Label</translation>
    </message>
    <message>
        <source>F1, location</source>
        <translation>F1, Lage</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Abrufen</translation>
    </message>
    <message>
        <source>Fetch them from there?</source>
        <translation>Von dort abrufen?</translation>
    </message>
    <message>
        <source>Files with unsaved work</source>
        <translation>Dateien mit nicht gespeicherter Arbeit</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter by pair or analyst</source>
        <translation>Nach Bildpaar oder Analyst filtern</translation>
    </message>
    <message>
        <source>Filter of the annotations</source>
        <translation>Filter der Annotationen</translation>
    </message>
    <message>
        <source>Filter, e.g. label:crane text</source>
        <translation>Filter, z. B. label:crane Text</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anpassung</translation>
    </message>
    <message>
        <source>Folder to make</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>Folder with annotation files</source>
        <translation>Ordner mit Annotationsdateien</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. It uses Qt {qt} under the LGPL, GDAL and other free software, whose licences come with the program.</source>
        <translation>Freie Software unter der MIT-Lizenz. Sie verwendet Qt {qt} unter der LGPL, GDAL und andere freie Software, deren Lizenzen dem Programm beiliegen.</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei…</translation>
    </message>
    <message>
        <source>Full screen: F11 or Esc goes back</source>
        <translation>Vollbild: F11 oder Esc führt zurück</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>Gain: how strongly differences are shown</source>
        <translation>Verstärkung: wie stark Differenzen gezeigt werden</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Gamma of the after image</source>
        <translation>Gamma des Nachher-Bilds</translation>
    </message>
    <message>
        <source>Gamma of the before image</source>
        <translation>Gamma des Vorher-Bilds</translation>
    </message>
    <message>
        <source>Give the search up</source>
        <translation>Die Suche abbrechen</translation>
    </message>
    <message>
        <source>Gives every setting here the value that ships; keys stay.</source>
        <translation>Gibt jeder Einstellung hier ihren mitgelieferten Wert; Tasten bleiben.</translation>
    </message>
    <message>
        <source>Gives the before image the histogram of the after image. Colour is evidence.</source>
        <translation>Gibt dem Vorher-Bild das Histogramm des Nachher-Bilds. Farbe ist ein Beleg.</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on with the export that was stopped</source>
        <translation>Den angehaltenen Export fortsetzen</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Go to coordinates</source>
        <translation>Gehe zu Koordinaten</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Group by {column}</source>
        <translation>Gruppieren nach {column}</translation>
    </message>
    <message>
        <source>Heading of the top edge in degrees, clockwise from the image&apos;s rows</source>
        <translation>Richtung der Oberkante in Grad, im Uhrzeigersinn von den Bildzeilen</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Height in pixels; of a box along its own sides</source>
        <translation>Höhe in Pixeln; bei einer Box entlang ihrer Seiten</translation>
    </message>
    <message>
        <source>Help &gt; Log counts on.</source>
        <translation>Hilfe &gt; Protokoll zählt weiter.</translation>
    </message>
    <message>
        <source>Help &gt; Log holds what it was.</source>
        <translation>Hilfe &gt; Protokoll enthält, was es war.</translation>
    </message>
    <message>
        <source>Hide “{column}”</source>
        <translation>„{column}“ ausblenden</translation>
    </message>
    <message>
        <source>Histogram of the after image</source>
        <translation>Histogramm des Nachher-Bilds</translation>
    </message>
    <message>
        <source>Histogram of the before image</source>
        <translation>Histogramm des Vorher-Bilds</translation>
    </message>
    <message>
        <source>How far the before image is moved</source>
        <translation>Wie weit das Vorher-Bild bewegt ist</translation>
    </message>
    <message>
        <source>How they are understood</source>
        <translation>Wie sie verstanden werden</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Id {id}</source>
        <translation>Kennung {id}</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>In the order of drawing</source>
        <translation>In der Reihenfolge des Zeichnens</translation>
    </message>
    <message>
        <source>Include file paths and names</source>
        <translation>Dateipfade und Namen aufnehmen</translation>
    </message>
    <message>
        <source>Inlier share</source>
        <translation>Anteil der Passenden</translation>
    </message>
    <message>
        <source>It is shown read-only. Taking it over does not close it there; what both change is merged.</source>
        <translation>Sie wird schreibgeschützt gezeigt. Die Übernahme schließt sie dort nicht; was beide ändern, wird zusammengeführt.</translation>
    </message>
    <message>
        <source>It was</source>
        <translation>War vorher</translation>
    </message>
    <message>
        <source>K draws by keyboard; F1 shows the keys</source>
        <translation>K zeichnet mit der Tastatur; F1 zeigt die Tasten</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep (Enter)</source>
        <translation>Behalten (Enter)</translation>
    </message>
    <message>
        <source>Keep for {what} of {title}</source>
        <translation>Behalten für {what} von {title}</translation>
    </message>
    <message>
        <source>Keep the before image where it is</source>
        <translation>Das Vorher-Bild lassen, wo es ist</translation>
    </message>
    <message>
        <source>Keep the old</source>
        <translation>Alte behalten</translation>
    </message>
    <message>
        <source>Kept in {file}</source>
        <translation>Aufbewahrt in {file}</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Keyboard cursor: arrows move it, Enter draws, Esc leaves</source>
        <translation>Tastaturcursor: Pfeile bewegen ihn, Enter zeichnet, Esc beendet</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Label as</source>
        <translation>Label geben</translation>
    </message>
    <message>
        <source>Label set</source>
        <translation>Labelsatz</translation>
    </message>
    <message>
        <source>Label set: {name}</source>
        <translation>Labelsatz: {name}</translation>
    </message>
    <message>
        <source>Label sets</source>
        <translation>Labelsätze</translation>
    </message>
    <message>
        <source>Label sets (*.toml)</source>
        <translation>Labelsätze (*.toml)</translation>
    </message>
    <message>
        <source>Label {name}</source>
        <translation>Label {name}</translation>
    </message>
    <message>
        <source>Label: matches</source>
        <translation>Label: Treffer</translation>
    </message>
    <message>
        <source>Labels outside the set</source>
        <translation>Labels außerhalb des Satzes</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Groß</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Latitude and longitude, UTM, MGRS, or a pixel (before px 12, 34)</source>
        <translation>Breite und Länge, UTM, MGRS oder ein Pixel (vorher px 12, 34)</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Leave all</source>
        <translation>Alle belassen</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Leave the search; it can be resumed</source>
        <translation>Suche verlassen; sie kann fortgesetzt werden</translation>
    </message>
    <message>
        <source>Leave without registering; the points are kept (Esc)</source>
        <translation>Ohne Registrierung verlassen; die Punkte bleiben (Esc)</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Left by a merge</source>
        <translation>Von einer Zusammenführung übrig</translation>
    </message>
    <message>
        <source>Left of the bounds in pixels of its scene</source>
        <translation>Linker Rand in Pixeln der Szene</translation>
    </message>
    <message>
        <source>Lens, fade, difference, edges, red and cyan; magnifier</source>
        <translation>Linse, Überblenden, Differenz, Kanten, Rot-Cyan; Lupe</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Tonwerte</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Licences…</source>
        <translation>Lizenzen…</translation>
    </message>
    <message>
        <source>Like 2019-03-02 02:15Z, or 2019-03-02 where only the day is known; UTC without a zone</source>
        <translation>Wie 2019-03-02 02:15Z, oder 2019-03-02, wenn nur der Tag bekannt ist; ohne Zone UTC</translation>
    </message>
    <message>
        <source>Likelihood</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Likelihood of the judgement</source>
        <translation>Wahrscheinlichkeit des Urteils</translation>
    </message>
    <message>
        <source>Link both dates</source>
        <translation>Aufnahmen koppeln</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Looking at the annotation files</source>
        <translation>Annotationsdateien werden durchgesehen</translation>
    </message>
    <message>
        <source>Looking: {done} of {total} places</source>
        <translation>Durchsicht: {done} von {total} Orten</translation>
    </message>
    <message>
        <source>Match before to after</source>
        <translation>Vorher angleichen</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure how the dates lie on each other</source>
        <translation>Messen, wie die Aufnahmen aufeinanderliegen</translation>
    </message>
    <message>
        <source>Measure points automatically, to be edited here</source>
        <translation>Punkte automatisch messen, um sie hier zu bearbeiten</translation>
    </message>
    <message>
        <source>Measured: {measured}</source>
        <translation>Gemessen: {measured}</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Metres, or 50 cm</source>
        <translation>Meter, oder 50 cm</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>Min</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Mine: {mine}. Theirs: {theirs}. {done} of {everything} conflicts are settled.</source>
        <translation>Meine: {mine}. Andere: {theirs}. {done} von {everything} Konflikten sind entschieden.</translation>
    </message>
    <message>
        <source>Minimum to maximum</source>
        <translation>Minimum bis Maximum</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name the folder to make.</source>
        <translation>Nennen Sie den Ordner, der angelegt werden soll.</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>New comment</source>
        <translation>Neuer Kommentar</translation>
    </message>
    <message>
        <source>New search grid</source>
        <translation>Neues Suchraster</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next box</source>
        <translation>Nächste Box</translation>
    </message>
    <message>
        <source>Next unseen</source>
        <translation>Nächste ungesehene</translation>
    </message>
    <message>
        <source>No annotation passes the filter. Esc in its line brings all back.</source>
        <translation>Keine Annotation passt zum Filter. Esc in seiner Zeile bringt alle zurück.</translation>
    </message>
    <message>
        <source>No annotations yet</source>
        <translation>Noch keine Annotationen</translation>
    </message>
    <message>
        <source>No class matches.</source>
        <translation>Keine Klasse passt.</translation>
    </message>
    <message>
        <source>No conflict.</source>
        <translation>Kein Konflikt.</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>No key matches.</source>
        <translation>Keine Taste passt dazu.</translation>
    </message>
    <message>
        <source>No pair is open.</source>
        <translation>Es ist kein Bildpaar geöffnet.</translation>
    </message>
    <message>
        <source>No points were measured: {reason}.</source>
        <translation>Es wurden keine Punkte gemessen: {reason}.</translation>
    </message>
    <message>
        <source>No recent pairs</source>
        <translation>Keine letzten Bildpaare</translation>
    </message>
    <message>
        <source>No setting has these words.</source>
        <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>No shift yet.</source>
        <translation>Noch kein Versatz.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Not applied yet.</source>
        <translation>Noch nicht angewendet.</translation>
    </message>
    <message>
        <source>Not fitted: {reason}.</source>
        <translation>Nicht angepasst: {reason}.</translation>
    </message>
    <message>
        <source>Not possible now: {command}</source>
        <translation>Jetzt nicht möglich: {command}</translation>
    </message>
    <message>
        <source>Not reviewed yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Not said yet: {names}.</source>
        <translation>Noch nicht angegeben: {names}.</translation>
    </message>
    <message>
        <source>Not taken over. {error}</source>
        <translation>Nicht übernommen. {error}</translation>
    </message>
    <message>
        <source>Not taken over: it must be {allowed}.</source>
        <translation>Nicht übernommen: Erlaubt ist {allowed}.</translation>
    </message>
    <message>
        <source>Not taken over: {path} is not a folder.</source>
        <translation>Nicht übernommen: {path} ist kein Ordner.</translation>
    </message>
    <message>
        <source>Not taken over: {path} may not be written to.</source>
        <translation>Nicht übernommen: In {path} darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Not to be moved, edited or deleted by accident (Ctrl+Shift+L)</source>
        <translation>Gegen versehentliches Verschieben, Bearbeiten und Löschen (Strg+Umschalt+L)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Notes on the after image</source>
        <translation>Hinweise zum Nachher-Bild</translation>
    </message>
    <message>
        <source>Notes on the before image</source>
        <translation>Hinweise zum Vorher-Bild</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Nothing is measured. &apos; measures distances, &quot; areas, Shift+Z heights from shadows.</source>
        <translation>Nichts ist gemessen. &apos; misst Strecken, &quot; Flächen, Umschalt+Z Höhen aus Schatten.</translation>
    </message>
    <message>
        <source>Nothing stands out.</source>
        <translation>Nichts fällt auf.</translation>
    </message>
    <message>
        <source>Nothing was pasted</source>
        <translation>Nichts wurde eingefügt</translation>
    </message>
    <message>
        <source>Nothing was reported.</source>
        <translation>Nichts wurde gemeldet.</translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation>Feinversatz</translation>
    </message>
    <message>
        <source>Nudge…</source>
        <translation>Feinversatz…</translation>
    </message>
    <message>
        <source>Obscured</source>
        <translation>Verdeckt</translation>
    </message>
    <message>
        <source>Old registration</source>
        <translation>Alte Registrierung</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>One pixel of the after image is {count} pixels of the screen wide.</source>
        <translation>Ein Pixel des Nachher-Bilds ist {count} Pixel des Bildschirms breit.</translation>
    </message>
    <message>
        <source>One pixel of the screen is {count} pixels of the after image wide.</source>
        <translation>Ein Pixel des Bildschirms ist {count} Pixel des Nachher-Bilds breit.</translation>
    </message>
    <message>
        <source>Open annotation file</source>
        <translation>Annotationsdatei öffnen</translation>
    </message>
    <message>
        <source>Open annotation file…</source>
        <translation>Annotationsdatei öffnen…</translation>
    </message>
    <message>
        <source>Open by address</source>
        <translation>Über Adresse öffnen</translation>
    </message>
    <message>
        <source>Open conflicts</source>
        <translation>Offene Konflikte</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Open pair…</source>
        <translation>Bildpaar öffnen…</translation>
    </message>
    <message>
        <source>Open your own annotation file to compare it with a colleague&apos;s.</source>
        <translation>Öffnen Sie Ihre eigene Annotationsdatei, um sie mit der eines Kollegen zu vergleichen.</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Andere…</translation>
    </message>
    <message>
        <source>Ours is what the merge kept on your side. Settling is one step, which undo takes back.</source>
        <translation>„Meine“ ist, was die Zusammenführung auf Ihrer Seite behalten hat. Das Entscheiden ist ein Schritt, den Rückgängig zurücknimmt.</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Page of the guide</source>
        <translation>Seite des Handbuchs</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Pages of the guide</source>
        <translation>Seiten des Handbuchs</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Bildpaar</translation>
    </message>
    <message>
        <source>Pairs and their annotation files</source>
        <translation>Bildpaare und ihre Annotationsdateien</translation>
    </message>
    <message>
        <source>Part of</source>
        <translation>Teil von</translation>
    </message>
    <message>
        <source>Pasting…</source>
        <translation>Wird eingefügt…</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Place and size on the ground</source>
        <translation>Ort und Größe am Boden</translation>
    </message>
    <message>
        <source>Placed by size only</source>
        <translation>Nur nach Größe gelegt</translation>
    </message>
    <message>
        <source>Placed: {quality}</source>
        <translation>Gelegt: {quality}</translation>
    </message>
    <message>
        <source>Places that agree</source>
        <translation>Passende Stellen</translation>
    </message>
    <message>
        <source>Point at a place first; K gives a cursor that the arrow keys move</source>
        <translation>Zeigen Sie zuerst auf einen Ort; K gibt einen Cursor, den die Pfeiltasten bewegen</translation>
    </message>
    <message>
        <source>Press the new key…</source>
        <translation>Neue Taste drücken…</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Probably {change}.</source>
        <translation>Wahrscheinlich {change}.</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Progress of the review</source>
        <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>Eigenschaft</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Gesichert</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurücklegen</translation>
    </message>
    <message>
        <source>Put the before image back</source>
        <translation>Das Vorher-Bild zurücklegen</translation>
    </message>
    <message>
        <source>RMS</source>
        <translation>RMS</translation>
    </message>
    <message>
        <source>RMS {rms} px</source>
        <translation>RMS {rms} px</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} wird gelesen…</translation>
    </message>
    <message>
        <source>Recent pairs</source>
        <translation>Letzte Bildpaare</translation>
    </message>
    <message>
        <source>Recover unsaved work</source>
        <translation>Nicht gespeicherte Arbeit wiederherstellen</translation>
    </message>
    <message>
        <source>Recovering is one step, which undo takes back. Discarded work is kept for a while.</source>
        <translation>Wiederherstellen ist ein Schritt, den Rückgängig zurücknimmt. Verworfenes bleibt eine Zeit lang erhalten.</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Register first</source>
        <translation>Erst registrieren</translation>
    </message>
    <message>
        <source>Register the before image by these points (Enter)</source>
        <translation>Das Vorher-Bild mit diesen Punkten registrieren (Enter)</translation>
    </message>
    <message>
        <source>Registered: shifted by {shift}</source>
        <translation>Registriert: versetzt um {shift}</translation>
    </message>
    <message>
        <source>Registering</source>
        <translation>Registrierung läuft</translation>
    </message>
    <message>
        <source>Registering the before image…</source>
        <translation>Vorher-Bild wird registriert…</translation>
    </message>
    <message>
        <source>Registering was stopped; nothing has changed</source>
        <translation>Das Registrieren wurde abgebrochen; nichts hat sich geändert</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Registrierung</translation>
    </message>
    <message>
        <source>Registration measured</source>
        <translation>Registrierung gemessen</translation>
    </message>
    <message>
        <source>Registration off</source>
        <translation>Registrierung aus</translation>
    </message>
    <message>
        <source>Registration refused</source>
        <translation>Registrierung abgelehnt</translation>
    </message>
    <message>
        <source>Registration: {state}</source>
        <translation>Registrierung: {state}</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Rejected: it stays so when you search again</source>
        <translation>Abgelehnt: Das bleibt so, wenn Sie erneut suchen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove attribute</source>
        <translation>Attribut entfernen</translation>
    </message>
    <message>
        <source>Remove class</source>
        <translation>Klasse entfernen</translation>
    </message>
    <message>
        <source>Remove the keys</source>
        <translation>Tasten entfernen</translation>
    </message>
    <message>
        <source>Remove the measurement (Delete)</source>
        <translation>Die Messung entfernen (Entf)</translation>
    </message>
    <message>
        <source>Remove the selected points (Del)</source>
        <translation>Die gewählten Punkte entfernen (Entf)</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Rename and save</source>
        <translation>Umbenennen und speichern</translation>
    </message>
    <message>
        <source>Rename it and save the annotations made now in its place?</source>
        <translation>Soll sie umbenannt und sollen die jetzigen Annotationen an ihrer Stelle gespeichert werden?</translation>
    </message>
    <message>
        <source>Rename the labels of open annotations along with their class</source>
        <translation>Labels der offenen Annotationen mit ihrer Klasse umbenennen</translation>
    </message>
    <message>
        <source>Replace the keys</source>
        <translation>Tasten ersetzen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Request changes</source>
        <translation>Änderungen erbitten</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Pflicht</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Reset the after scene to what its file says</source>
        <translation>Die Nachher-Szene auf die Angaben ihrer Datei zurücksetzen</translation>
    </message>
    <message>
        <source>Reset the before scene to what its file says</source>
        <translation>Die Vorher-Szene auf die Angaben ihrer Datei zurücksetzen</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>Reset this command</source>
        <translation>Diesen Befehl zurücksetzen</translation>
    </message>
    <message>
        <source>Reset to the file</source>
        <translation>Auf Datei zurücksetzen</translation>
    </message>
    <message>
        <source>Reset {title}</source>
        <translation>{title} zurücksetzen</translation>
    </message>
    <message>
        <source>Residuals as a picture</source>
        <translation>Restfehler als Bild</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Restore an earlier version</source>
        <translation>Frühere Fassung wiederherstellen</translation>
    </message>
    <message>
        <source>Restoring is one step, which undo takes back; scenes stay as they are.</source>
        <translation>Wiederherstellen ist ein Schritt, den Rückgängig zurücknimmt; Szenen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Review: {state}</source>
        <translation>Prüfung: {state}</translation>
    </message>
    <message>
        <source>Right brightens what is dark; double click for 1</source>
        <translation>Nach rechts wird Dunkles heller; Doppelklick für 1</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>Save annotations as</source>
        <translation>Annotationen speichern unter</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save now saves it; so does opening another pair or closing the window.</source>
        <translation>„Jetzt speichern“ speichert sie; ebenso das Öffnen eines anderen Bildpaars oder das Schließen des Fensters.</translation>
    </message>
    <message>
        <source>Saved in {path}.</source>
        <translation>Gespeichert in {path}.</translation>
    </message>
    <message>
        <source>Saves first, as always.</source>
        <translation>Speichert zuerst, wie immer.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>Szenen</translation>
    </message>
    <message>
        <source>Scenes: dates, angles and files of both images</source>
        <translation>Szenen: Aufnahmezeiten, Winkel und Dateien beider Bilder</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Search as it lies</source>
        <translation>So suchen</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>Befehle und Tasten suchen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Handbuch durchsuchen</translation>
    </message>
    <message>
        <source>Search the guide; Enter goes to the next place</source>
        <translation>Handbuch durchsuchen; Enter geht zur nächsten Stelle</translation>
    </message>
    <message>
        <source>Search the label set (L)</source>
        <translation>Labelsatz durchsuchen (L)</translation>
    </message>
    <message>
        <source>Search {name} by name, group or description</source>
        <translation>{name} nach Name, Gruppe oder Beschreibung durchsuchen</translation>
    </message>
    <message>
        <source>Searched without a registration: expect edges among the hints.</source>
        <translation>Ohne Registrierung gesucht: Unter den Hinweisen sind wohl bloße Kanten.</translation>
    </message>
    <message>
        <source>Seed of the sample</source>
        <translation>Startwert der Stichprobe</translation>
    </message>
    <message>
        <source>Select all {count}</source>
        <translation>Alle {count} auswählen</translation>
    </message>
    <message>
        <source>Set them by hand.</source>
        <translation>Setzen Sie sie von Hand.</translation>
    </message>
    <message>
        <source>Set tie points by hand</source>
        <translation>Verknüpfungspunkte von Hand setzen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settle the merge</source>
        <translation>Zusammenführung entscheiden</translation>
    </message>
    <message>
        <source>Shape: {shape}</source>
        <translation>Form: {shape}</translation>
    </message>
    <message>
        <source>Share of the after date in the fade</source>
        <translation>Anteil von Nachher beim Überblenden</translation>
    </message>
    <message>
        <source>Sharpening {name}</source>
        <translation>Schärfen: {name}</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Versatz</translation>
    </message>
    <message>
        <source>Shift at the centre</source>
        <translation>Versatz in der Mitte</translation>
    </message>
    <message>
        <source>Shift, turn and scale</source>
        <translation>Versatz, Drehung und Maßstab</translation>
    </message>
    <message>
        <source>Shift, turn, scale</source>
        <translation>Versatz, Drehung, Maßstab</translation>
    </message>
    <message>
        <source>Shifted {shift} · {quality}</source>
        <translation>Versetzt um {shift} · {quality}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show and hide</source>
        <translation>Ein- und ausblenden</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of the sample: a count or a share</source>
        <translation>Größe der Stichprobe: Anzahl oder Anteil</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Klein</translation>
    </message>
    <message>
        <source>Something unexpected happened in ilmtool.</source>
        <translation>In ilmtool ist etwas Unerwartetes geschehen.</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation>Aufsteigend sortieren</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>Absteigend sortieren</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>State of the export</source>
        <translation>Stand des Exports</translation>
    </message>
    <message>
        <source>Stay &amp;read-only</source>
        <translation>Schreib&amp;geschützt bleiben</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop registering</source>
        <translation>Registrieren abbrechen</translation>
    </message>
    <message>
        <source>Stop registering; the images stay usable as they are</source>
        <translation>Registrieren abbrechen; die Bilder bleiben benutzbar, wie sie sind</translation>
    </message>
    <message>
        <source>Stop sharpening</source>
        <translation>Schärfen abbrechen</translation>
    </message>
    <message>
        <source>Stop sharpening; the images stay usable as they are</source>
        <translation>Schärfen abbrechen; die Bilder bleiben benutzbar, wie sie sind</translation>
    </message>
    <message>
        <source>Stopped. What is done is kept; Go on continues.</source>
        <translation>Abgebrochen. Was fertig ist, bleibt; „Fortsetzen“ macht weiter.</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird angehalten</translation>
    </message>
    <message>
        <source>Stops opening; nothing is changed</source>
        <translation>Bricht das Öffnen ab; nichts wird geändert</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>Streckung</translation>
    </message>
    <message>
        <source>Stretch of the after image</source>
        <translation>Streckung des Nachher-Bilds</translation>
    </message>
    <message>
        <source>Stretch of the before image</source>
        <translation>Streckung des Vorher-Bilds</translation>
    </message>
    <message>
        <source>Stretch to view</source>
        <translation>Auf Ansicht strecken</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>Einreichen</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Suggestions of change</source>
        <translation>Vorschläge für Änderungen</translation>
    </message>
    <message>
        <source>Swap before and after</source>
        <translation>Vorher und Nachher tauschen</translation>
    </message>
    <message>
        <source>TOML files (*.toml);;All files (*)</source>
        <translation>TOML-Dateien (*.toml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Take every correction of this scene back</source>
        <translation>Alle Berichtigungen dieser Szene zurücknehmen</translation>
    </message>
    <message>
        <source>Team folder</source>
        <translation>Teamordner</translation>
    </message>
    <message>
        <source>Team folder: {name}</source>
        <translation>Teamordner: {name}</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Begriff</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Text der Lizenz</translation>
    </message>
    <message>
        <source>The before image is placed by hand.</source>
        <translation>Das Vorher-Bild ist von Hand gelegt.</translation>
    </message>
    <message>
        <source>The before image is shifted.</source>
        <translation>Das Vorher-Bild ist versetzt.</translation>
    </message>
    <message>
        <source>The before image lies by a shift on trial, which is not applied: what is found holds for that shift alone.</source>
        <translation>Das Vorher-Bild liegt mit einem Versatz zur Probe, der nicht angewendet ist: Was gefunden wird, gilt nur für diesen Versatz.</translation>
    </message>
    <message>
        <source>The before image was not shifted: {reason}.
Set tie points by hand on things that both dates show (Ctrl+T), or nudge the before image until the ground fits (Ctrl+N).</source>
        <translation>Das Vorher-Bild wurde nicht versetzt: {reason}.
Setzen Sie Verknüpfungspunkte von Hand auf Dinge, die beide Aufnahmen zeigen (Strg+T), oder schieben Sie das Vorher-Bild mit dem Feinversatz, bis der Boden passt (Strg+N).</translation>
    </message>
    <message>
        <source>The bounds of the selection</source>
        <translation>Die Grenzen der Auswahl</translation>
    </message>
    <message>
        <source>The boxes just drawn could not be saved. {why}</source>
        <translation>Die eben gezeichneten Boxen konnten nicht gespeichert werden. {why}</translation>
    </message>
    <message>
        <source>The chosen comment is dealt with; again: it is open</source>
        <translation>Der gewählte Kommentar ist erledigt; noch einmal: Er ist offen</translation>
    </message>
    <message>
        <source>The conflict that is looked at</source>
        <translation>Der gezeigte Konflikt</translation>
    </message>
    <message>
        <source>The consensus is open now: what you draw or change goes into it, not into your file.</source>
        <translation>Jetzt ist der Konsens offen: Was Sie zeichnen oder ändern, kommt in ihn, nicht in Ihre Datei.</translation>
    </message>
    <message>
        <source>The consensus stays as it is</source>
        <translation>Der Konsens bleibt, wie er ist</translation>
    </message>
    <message>
        <source>The dataset is in {folder}.</source>
        <translation>Der Datensatz liegt in {folder}.</translation>
    </message>
    <message>
        <source>The dates lie otherwise now than when they were searched: what is listed may be no change. Search again.</source>
        <translation>Die Aufnahmen liegen jetzt anders als bei der Suche: Was hier steht, ist vielleicht keine Änderung. Suchen Sie erneut.</translation>
    </message>
    <message>
        <source>The dialog comes back when the rectangle has been drawn.</source>
        <translation>Das Fenster kommt wieder, wenn das Rechteck gezeichnet ist.</translation>
    </message>
    <message>
        <source>The export failed: {why}</source>
        <translation>Der Export ist gescheitert: {why}</translation>
    </message>
    <message>
        <source>The file as it was before it was replaced: when it was opened, and then every ten minutes of work. {where}</source>
        <translation>Die Datei, wie sie war, bevor sie ersetzt wurde: beim Öffnen und dann alle zehn Minuten der Arbeit. {where}</translation>
    </message>
    <message numerus="yes">
        <source>The file has been changed since; in %n place(s) both differ, which you are asked about.</source>
        <translation>
            <numerusform>Die Datei wurde seitdem geändert; an %n Stelle weichen beide ab, danach werden Sie gefragt.</numerusform>
            <numerusform>Die Datei wurde seitdem geändert; an %n Stellen weichen beide ab, danach werden Sie gefragt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file has no small levels; they are built once, in your cache.</source>
        <translation>Die Datei hat keine kleinen Stufen; sie werden einmal gebaut, in Ihrem Zwischenspeicher.</translation>
    </message>
    <message>
        <source>The first annotation makes {path}.</source>
        <translation>Die erste Annotation legt {path} an.</translation>
    </message>
    <message>
        <source>The fit of the points</source>
        <translation>Die Anpassung der Punkte</translation>
    </message>
    <message>
        <source>The images are being opened</source>
        <translation>Die Bilder werden geöffnet</translation>
    </message>
    <message>
        <source>The label set is saved as your own copy, {name}, and used from now on.</source>
        <translation>Der Labelsatz ist als Ihre eigene Kopie {name} gespeichert und wird von nun an verwendet.</translation>
    </message>
    <message>
        <source>The labels were not added to the set.</source>
        <translation>Die Labels wurden dem Satz nicht hinzugefügt.</translation>
    </message>
    <message>
        <source>The measurement was dropped: its image lies otherwise now</source>
        <translation>Die Messung wurde verworfen: Ihr Bild liegt jetzt anders</translation>
    </message>
    <message>
        <source>The page before (Alt+Left)</source>
        <translation>Die Seite davor (Alt+Links)</translation>
    </message>
    <message>
        <source>The pair is shown with its registration</source>
        <translation>Das Bildpaar wird mit seiner Registrierung gezeigt</translation>
    </message>
    <message>
        <source>The pair is shown without its registration</source>
        <translation>Das Bildpaar wird ohne seine Registrierung gezeigt</translation>
    </message>
    <message>
        <source>The pair is shown without its registration; nothing of it is lost. Click, or `, to show it.</source>
        <translation>Das Bildpaar wird ohne seine Registrierung gezeigt; nichts davon ist verloren. Ein Klick oder ` zeigt sie.</translation>
    </message>
    <message>
        <source>The rectangle that was drawn</source>
        <translation>Das gezeichnete Rechteck</translation>
    </message>
    <message>
        <source>The registration was measured</source>
        <translation>Die Registrierung wurde gemessen</translation>
    </message>
    <message>
        <source>The registration was refused</source>
        <translation>Die Registrierung wurde abgelehnt</translation>
    </message>
    <message>
        <source>The report could not be made; the log has what happened.</source>
        <translation>Der Bericht ließ sich nicht erstellen; im Protokoll steht, was geschehen ist.</translation>
    </message>
    <message>
        <source>The same size and seed draw the same boxes everywhere</source>
        <translation>Gleiche Größe und Startwert ziehen überall dieselben Boxen</translation>
    </message>
    <message>
        <source>The same went wrong again.</source>
        <translation>Derselbe Fehler ist wieder aufgetreten.</translation>
    </message>
    <message>
        <source>The settings are what they were before.</source>
        <translation>Die Einstellungen sind wieder wie vorher.</translation>
    </message>
    <message>
        <source>The window shows the before image shifted; nothing is kept until you apply it.</source>
        <translation>Das Fenster zeigt das Vorher-Bild versetzt; festgehalten wird nichts, bevor Sie es anwenden.</translation>
    </message>
    <message>
        <source>The window shows the new shift; the old one is kept until you apply the new one.</source>
        <translation>Das Fenster zeigt den neuen Versatz; der alte gilt, bis Sie den neuen anwenden.</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>There is an annotation here already</source>
        <translation>Hier ist schon eine Annotation</translation>
    </message>
    <message>
        <source>There is none yet.</source>
        <translation>Es gibt noch keine.</translation>
    </message>
    <message>
        <source>These are hints and no findings: look at each in both dates. What is not listed may have changed all the same. The score ranks; it is no probability.</source>
        <translation>Dies sind Hinweise, keine Befunde: Sehen Sie jeden in beiden Aufnahmen an. Auch was hier nicht steht, kann sich geändert haben. Die Wertung ordnet; sie ist keine Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>These labels are not in the label set {name}. They stay in the file as they are unless you map them; mapping is one step that can be undone.</source>
        <translation>Diese Labels sind nicht im Labelsatz {name}. Sie bleiben in der Datei, wie sie sind, wenn Sie sie nicht zuordnen; das Zuordnen ist ein Schritt und lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>They could not be saved either.</source>
        <translation>Auch sie konnten nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>They lie in {folder}.</source>
        <translation>Sie liegen in {folder}.</translation>
    </message>
    <message>
        <source>This file</source>
        <translation>Diese Datei</translation>
    </message>
    <message>
        <source>This is the report; nothing is sent by itself.</source>
        <translation>Dies ist der Bericht; von selbst wird nichts gesendet.</translation>
    </message>
    <message>
        <source>This pair is not registered. Where its dates lie a few pixels apart, every edge looks like change: register it first.</source>
        <translation>Dieses Bildpaar ist nicht registriert. Wo die Aufnahmen um einige Pixel versetzt liegen, sieht jede Kante nach Änderung aus: Registrieren Sie es erst.</translation>
    </message>
    <message>
        <source>This set ships with the program: the edited one is saved as a copy of your own.</source>
        <translation>Dieser Satz gehört zum Programm: Der bearbeitete wird als Ihre eigene Kopie gespeichert.</translation>
    </message>
    <message>
        <source>Tie points</source>
        <translation>Verknüpfungspunkte</translation>
    </message>
    <message>
        <source>Tie points that register the before image</source>
        <translation>Verknüpfungspunkte, die das Vorher-Bild registrieren</translation>
    </message>
    <message>
        <source>Tie points…</source>
        <translation>Verknüpfungspunkte…</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Top of the bounds in pixels of its scene</source>
        <translation>Oberer Rand in Pixeln der Szene</translation>
    </message>
    <message>
        <source>Tour, {step} of {steps}: {text}</source>
        <translation>Rundgang, {step} von {steps}: {text}</translation>
    </message>
    <message>
        <source>Trial: shifted {shift}</source>
        <translation>Probe: versetzt um {shift}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demo ausprobieren</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation>Ansicht drehen</translation>
    </message>
    <message>
        <source>Two attributes have the same property.</source>
        <translation>Zwei Attribute haben dieselbe Eigenschaft.</translation>
    </message>
    <message>
        <source>Two files</source>
        <translation>Zwei Dateien</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo the reset</source>
        <translation>Zurücksetzen aufheben</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Unsaved work was found</source>
        <translation>Nicht gespeicherte Arbeit gefunden</translation>
    </message>
    <message>
        <source>Until then, the last search is listed.</source>
        <translation>Bis dahin steht hier die letzte Suche.</translation>
    </message>
    <message>
        <source>Until you decide, the file on disk stays theirs, and your work stays in the journal. Merging is one step, which undo takes back.</source>
        <translation>Bis Sie entscheiden, bleibt die Datei die der anderen, und Ihre Arbeit bleibt im Journal. Das Zusammenführen ist ein Schritt, den Rückgängig zurücknimmt.</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Benutzerhandbuch</translation>
    </message>
    <message>
        <source>Value shown as black</source>
        <translation>Als Schwarz gezeigter Wert</translation>
    </message>
    <message>
        <source>Value shown as white</source>
        <translation>Als Weiß gezeigter Wert</translation>
    </message>
    <message>
        <source>Waits for a decision</source>
        <translation>Wartet auf eine Entscheidung</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Ways of comparing that show both dates in one place</source>
        <translation>Vergleichsarten, die beide Aufnahmen an einer Stelle zeigen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What became of your work</source>
        <translation>Was aus Ihrer Arbeit wurde</translation>
    </message>
    <message>
        <source>What both changed</source>
        <translation>Was beide geändert haben</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>What changed between two images, with evidence.</source>
        <translation>Was sich zwischen zwei Bildern geändert hat, mit Beleg.</translation>
    </message>
    <message>
        <source>What differs between the scenes</source>
        <translation>Was sich zwischen den Szenen unterscheidet</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>What is alike between the scenes</source>
        <translation>Was in den Szenen gleich ist</translation>
    </message>
    <message>
        <source>What is fitted to the points</source>
        <translation>Was an die Punkte angepasst wird</translation>
    </message>
    <message>
        <source>What is in view now</source>
        <translation>Was jetzt zu sehen ist</translation>
    </message>
    <message>
        <source>What is said about the scenes changes too.</source>
        <translation>Auch die Angaben über die Szenen ändern sich.</translation>
    </message>
    <message>
        <source>What is wrong with the addresses</source>
        <translation>Was an den Adressen nicht stimmt</translation>
    </message>
    <message>
        <source>What speaks against the fit</source>
        <translation>Was gegen die Anpassung spricht</translation>
    </message>
    <message>
        <source>What suggestions are worth</source>
        <translation>Was Vorschläge wert sind</translation>
    </message>
    <message>
        <source>What the unsaved work changes</source>
        <translation>Was die nicht gespeicherte Arbeit ändert</translation>
    </message>
    <message>
        <source>What the words mean</source>
        <translation>Was die Wörter bedeuten</translation>
    </message>
    <message>
        <source>What the words of judgement mean</source>
        <translation>Was die Wörter des Urteils bedeuten</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>What to do before searching</source>
        <translation>Was vor der Suche zu tun ist</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>Was als Nächstes zu tun ist</translation>
    </message>
    <message>
        <source>What to do with {name}</source>
        <translation>Was mit {name} zu tun ist</translation>
    </message>
    <message>
        <source>What was changed</source>
        <translation>Was geändert wurde</translation>
    </message>
    <message>
        <source>What was done last</source>
        <translation>Was zuletzt getan wurde</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>What was searched</source>
        <translation>Was durchsucht wurde</translation>
    </message>
    <message>
        <source>Where the log file is</source>
        <translation>Wo die Protokolldatei ist</translation>
    </message>
    <message>
        <source>Where the satellite stood, degrees clockwise from north</source>
        <translation>Wo der Satellit stand, Grad von Nord im Uhrzeigersinn</translation>
    </message>
    <message>
        <source>Where the window, its panels and the table&apos;s columns are.</source>
        <translation>Wo das Fenster, seine Bereiche und die Spalten der Tabelle sind.</translation>
    </message>
    <message>
        <source>Which annotations to review</source>
        <translation>Welche Annotationen zu prüfen sind</translation>
    </message>
    <message>
        <source>Which image of {name}?</source>
        <translation>Welches Bild von {name}?</translation>
    </message>
    <message>
        <source>White level of the after image</source>
        <translation>Weißwert des Nachher-Bilds</translation>
    </message>
    <message>
        <source>White level of the before image</source>
        <translation>Weißwert des Vorher-Bilds</translation>
    </message>
    <message>
        <source>Whose annotations to review</source>
        <translation>Wessen Annotationen zu prüfen sind</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Width in pixels; of a box along its own sides</source>
        <translation>Breite in Pixeln; bei einer Box entlang ihrer Seiten</translation>
    </message>
    <message>
        <source>With open comments</source>
        <translation>Mit offenen Kommentaren</translation>
    </message>
    <message>
        <source>Without it, the report says &lt;path&gt; and &lt;file&gt; in their place.</source>
        <translation>Ohne dies stehen im Bericht an ihrer Stelle &lt;path&gt; und &lt;file&gt;.</translation>
    </message>
    <message>
        <source>Words that must occur, and columns: label:crane certainty=probable,possible -author:me
size&gt;20 updated&gt;=2026-03 note=&quot;&quot; &quot;two words&quot;</source>
        <translation>Wörter, die vorkommen müssen, und Spalten: label:crane certainty=probable,possible -author:me
size&gt;20 updated&gt;=2026-03 note=&quot;&quot; &quot;zwei Wörter&quot;</translation>
    </message>
    <message>
        <source>Works in ilmtool</source>
        <translation>Werke in ilmtool</translation>
    </message>
    <message>
        <source>Write the values into the selected annotation</source>
        <translation>Die Werte in die gewählte Annotation schreiben</translation>
    </message>
    <message>
        <source>Writing labels: {done} of {total} places</source>
        <translation>Labels werden geschrieben: {done} von {total} Orten</translation>
    </message>
    <message>
        <source>Your id: author of your annotations and part of the file name</source>
        <translation>Ihre Kennung: Verfasser Ihrer Annotationen und Teil des Dateinamens</translation>
    </message>
    <message>
        <source>Zoom {percent} %</source>
        <translation>Zoom {percent} %</translation>
    </message>
    <message>
        <source>` shows the pair without it, Ctrl+Shift+T removes it.</source>
        <translation>` zeigt das Bildpaar ohne die Registrierung, Strg+Umschalt+T entfernt sie.</translation>
    </message>
    <message>
        <source>a file beside the after image</source>
        <translation>eine Datei neben dem Nachher-Bild</translation>
    </message>
    <message>
        <source>a new folder</source>
        <translation>ein neuer Ordner</translation>
    </message>
    <message>
        <source>about {seconds} s left</source>
        <translation>noch etwa {seconds} s</translation>
    </message>
    <message>
        <source>affine</source>
        <translation>affin</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>Annotation</translation>
    </message>
    <message>
        <source>by {author}</source>
        <translation>von {author}</translation>
    </message>
    <message>
        <source>certainty</source>
        <translation>Gewissheit</translation>
    </message>
    <message>
        <source>certainty term</source>
        <translation>Begriff der Gewissheit</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>click it</source>
        <translation>anklicken</translation>
    </message>
    <message>
        <source>comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>consensus</source>
        <translation>Konsens</translation>
    </message>
    <message>
        <source>dash</source>
        <translation>gestrichelt</translation>
    </message>
    <message>
        <source>dash-dot</source>
        <translation>Strich-Punkt</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>dot</source>
        <translation>gepunktet</translation>
    </message>
    <message>
        <source>exact; one more point tells how well it holds</source>
        <translation>genau; ein weiterer Punkt zeigt, wie gut es trägt</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>ja/nein</translation>
    </message>
    <message>
        <source>ilmtool ended before {name} was saved. What was done until {moment} is still there.</source>
        <translation>ilmtool wurde beendet, bevor {name} gespeichert war. Was bis {moment} getan wurde, ist noch da.</translation>
    </message>
    <message>
        <source>ilmtool ended without saving. Open a file to see what it holds, and to recover it.</source>
        <translation>ilmtool wurde beendet, ohne zu speichern. Öffnen Sie eine Datei, um zu sehen, was sie enthält, und um es wiederherzustellen.</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>likelihood</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>m off</source>
        <translation>m Rest</translation>
    </message>
    <message>
        <source>matched to after</source>
        <translation>an Nachher angeglichen</translation>
    </message>
    <message>
        <source>n/a ({reason})</source>
        <translation>entfällt ({reason})</translation>
    </message>
    <message>
        <source>new class</source>
        <translation>neue Klasse</translation>
    </message>
    <message>
        <source>new class {count}</source>
        <translation>neue Klasse {count}</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>no box</source>
        <translation>keine Box</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>kein Label</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>nicht benannt</translation>
    </message>
    <message>
        <source>not submitted</source>
        <translation>nicht eingereicht</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message numerus="yes">
        <source>on %n page(s)</source>
        <translation>
            <numerusform>auf %n Seite</numerusform>
            <numerusform>auf %n Seiten</numerusform>
        </translation>
    </message>
    <message>
        <source>only mine</source>
        <translation>nur meine</translation>
    </message>
    <message>
        <source>only theirs</source>
        <translation>nur andere</translation>
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
        <source>place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>placed by size only: Ctrl+T</source>
        <translation>nur nach Größe gelegt: Strg+T</translation>
    </message>
    <message>
        <source>placed {quality}</source>
        <translation>gelegt: {quality}</translation>
    </message>
    <message>
        <source>px of the after image</source>
        <translation>px des Nachher-Bilds</translation>
    </message>
    <message>
        <source>px off</source>
        <translation>px Rest</translation>
    </message>
    <message>
        <source>registration off</source>
        <translation>Registrierung aus</translation>
    </message>
    <message>
        <source>review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>reviewer</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>second</source>
        <translation>Sekunde</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>shape unknown</source>
        <translation>Form unbekannt</translation>
    </message>
    <message>
        <source>shift</source>
        <translation>Versatz</translation>
    </message>
    <message>
        <source>shifted {shift} px {way}</source>
        <translation>versetzt um {shift} px {way}</translation>
    </message>
    <message>
        <source>similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>solid</source>
        <translation>durchgezogen</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>the annotation</source>
        <translation>die Annotation</translation>
    </message>
    <message>
        <source>the usual place</source>
        <translation>der übliche Ort</translation>
    </message>
    <message>
        <source>trial</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>trial {shift} px</source>
        <translation>Probe {shift} px</translation>
    </message>
    <message>
        <source>turned {angle}, scale {scale}</source>
        <translation>gedreht um {angle}, Maßstab {scale}</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>üblich</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>your own word, e.g. apparent</source>
        <translation>Ihr Wort, z. B. anscheinend</translation>
    </message>
    <message>
        <source>{cells} of {size}</source>
        <translation>{cells} zu {size}</translation>
    </message>
    <message>
        <source>{columns} × {rows} = {count} cells</source>
        <translation>{columns} × {rows} = {count} Zellen</translation>
    </message>
    <message>
        <source>{command} ({keys})</source>
        <translation>{command} ({keys})</translation>
    </message>
    <message>
        <source>{command}: {keys}.</source>
        <translation>{command}: {keys}.</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation>{count} von {total}</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>{count} ausgewählt</translation>
    </message>
    <message>
        <source>{count} selected ({unseen} filtered out)</source>
        <translation>{count} ausgewählt ({unseen} ausgefiltert)</translation>
    </message>
    <message>
        <source>{count} shown</source>
        <translation>{count} gezeigt</translation>
    </message>
    <message>
        <source>{count} {result}</source>
        <translation>{count} {result}</translation>
    </message>
    <message>
        <source>{done} of {everything}</source>
        <translation>{done} von {everything}</translation>
    </message>
    <message>
        <source>{done} of {everything} annotations are reviewed.</source>
        <translation>{done} von {everything} Annotationen sind geprüft.</translation>
    </message>
    <message>
        <source>{done} of {everything} annotations of the sample (seed {seed}) are reviewed.</source>
        <translation>{done} von {everything} Annotationen der Stichprobe (Startwert {seed}) sind geprüft.</translation>
    </message>
    <message numerus="yes">
        <source>{edit}; change interval of %n annotation(s) follows</source>
        <translation>
            <numerusform>{edit}; Änderungszeitraum von %n Annotation folgt</numerusform>
            <numerusform>{edit}; Änderungszeitraum von %n Annotationen folgt</numerusform>
        </translation>
    </message>
    <message>
        <source>{good} places agree, {bad} do not</source>
        <translation>{good} Stellen passen, {bad} nicht</translation>
    </message>
    <message>
        <source>{help}; several with commas between them</source>
        <translation>{help}; mehrere durch Kommas getrennt</translation>
    </message>
    <message>
        <source>{holder} has this annotation file open since {moment}.</source>
        <translation>{holder} hat diese Annotationsdatei seit {moment} geöffnet.</translation>
    </message>
    <message>
        <source>{keys} shows all keys. {palette} finds any command.</source>
        <translation>{keys} zeigt alle Tasten. {palette} findet jeden Befehl.</translation>
    </message>
    <message>
        <source>{key} belongs to {owner} now. Take it away there first.</source>
        <translation>{key} gehört jetzt zu: {owner}. Nehmen Sie die Taste erst dort weg.</translation>
    </message>
    <message>
        <source>{key} belongs to {owner}. Take it away there first, or choose another.</source>
        <translation>{key} gehört zu: {owner}. Nehmen Sie die Taste erst dort weg oder wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>{key} is no property: letters, digits and _, a letter first.</source>
        <translation>{key} ist keine Eigenschaft: Buchstaben, Ziffern und _, zuerst ein Buchstabe.</translation>
    </message>
    <message>
        <source>{key} needs its choices, with ; between them.</source>
        <translation>{key} braucht seine Auswahl, getrennt durch ;.</translation>
    </message>
    <message>
        <source>{kind}: {text}</source>
        <translation>{kind}: {text}</translation>
    </message>
    <message>
        <source>{label}, after image</source>
        <translation>{label}, Nachher-Bild</translation>
    </message>
    <message>
        <source>{label}, before image</source>
        <translation>{label}, Vorher-Bild</translation>
    </message>
    <message>
        <source>{name} came without a text of its licence, which is: {licence}.</source>
        <translation>{name} kam ohne einen Text seiner Lizenz; sie heißt: {licence}.</translation>
    </message>
    <message>
        <source>{name} cannot be read, so it is not written over.</source>
        <translation>{name} kann nicht gelesen werden und wird deshalb nicht überschrieben.</translation>
    </message>
    <message>
        <source>{name} in degrees</source>
        <translation>{name} in Grad</translation>
    </message>
    <message>
        <source>{name} in pixels</source>
        <translation>{name} in Pixeln</translation>
    </message>
    <message>
        <source>{name} is the result of a review already.</source>
        <translation>{name} ist schon das Ergebnis einer Prüfung.</translation>
    </message>
    <message>
        <source>{name} names images in the network.</source>
        <translation>{name} nennt Bilder im Netz.</translation>
    </message>
    <message>
        <source>{name} of the after image</source>
        <translation>{name} des Nachher-Bilds</translation>
    </message>
    <message>
        <source>{name} of the after scene</source>
        <translation>{name} der Nachher-Szene</translation>
    </message>
    <message>
        <source>{name} of the before image</source>
        <translation>{name} des Vorher-Bilds</translation>
    </message>
    <message>
        <source>{name} of the before scene</source>
        <translation>{name} der Vorher-Szene</translation>
    </message>
    <message>
        <source>{name} was changed by somebody else meanwhile. What only one of you changed is merged; {where} changed by both.</source>
        <translation>{name} wurde inzwischen von jemand anderem geändert. Was nur einer geändert hat, ist zusammengeführt; {where} von beiden geändert.</translation>
    </message>
    <message>
        <source>{name} was merged of two versions. What only one side changed is in it; {where} changed by both.</source>
        <translation>{name} wurde aus zwei Fassungen zusammengeführt. Was nur eine Seite geändert hat, steht darin; {where} von beiden geändert.</translation>
    </message>
    <message>
        <source>{name}, required</source>
        <translation>{name}, Pflicht</translation>
    </message>
    <message numerus="yes">
        <source>{name}: %n step(s), until {moment}</source>
        <translation>
            <numerusform>{name}: %n Schritt, bis {moment}</numerusform>
            <numerusform>{name}: %n Schritte, bis {moment}</numerusform>
        </translation>
    </message>
    <message>
        <source>{old}; misses these places by {missed} px RMS</source>
        <translation>{old}; verfehlt diese Stellen um {missed} px RMS</translation>
    </message>
    <message>
        <source>{pairs}, {files}. Agreement of all: F1 by location {location}, with label {label}.</source>
        <translation>{pairs}, {files}. Übereinstimmung aller: F1 nach Lage {location}, mit Label {label}.</translation>
    </message>
    <message>
        <source>{pair} (read-only)</source>
        <translation>{pair} (schreibgeschützt)</translation>
    </message>
    <message>
        <source>{pair} — NOT SAVED</source>
        <translation>{pair} – NICHT GESPEICHERT</translation>
    </message>
    <message>
        <source>{pending} of {total} suggestions to decide on.</source>
        <translation>{pending} von {total} Vorschlägen zu entscheiden.</translation>
    </message>
    <message>
        <source>{place}    {pixels}</source>
        <translation>{place}    {pixels}</translation>
    </message>
    <message>
        <source>{rate} images a second</source>
        <translation>{rate} Bilder je Sekunde</translation>
    </message>
    <message>
        <source>{rms} px of the after image</source>
        <translation>{rms} px des Nachher-Bilds</translation>
    </message>
    <message>
        <source>{said}; each line runs from where the shift puts a place to where it is</source>
        <translation>{said}; jede Linie führt von dort, wohin der Versatz eine Stelle legt, dorthin, wo sie ist</translation>
    </message>
    <message>
        <source>{setting}: {value}.</source>
        <translation>{setting}: {value}.</translation>
    </message>
    <message>
        <source>{share} of the places that were found again</source>
        <translation>{share} der wiedergefundenen Stellen</translation>
    </message>
    <message>
        <source>{share} of what both dates cover was compared, at {step} px; shifts up to {shift} px are no change.</source>
        <translation>{share} dessen, was beide Aufnahmen abdecken, wurde verglichen, in Schritten von {step} px; Versatz bis {shift} px ist keine Änderung.</translation>
    </message>
    <message>
        <source>{share} of what both dates cover was compared; shifts up to {shift} px are no change.</source>
        <translation>{share} dessen, was beide Aufnahmen abdecken, wurde verglichen; Versatz bis {shift} px ist keine Änderung.</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} bis {end}</translation>
    </message>
    <message>
        <source>{step} of {steps}</source>
        <translation>{step} von {steps}</translation>
    </message>
    <message>
        <source>{text} is no limit of {key}: {why}.</source>
        <translation>{text} ist keine Grenze für {key}: {why}.</translation>
    </message>
    <message>
        <source>{title} of attribute {row}</source>
        <translation>{title} von Attribut {row}</translation>
    </message>
    <message>
        <source>{title}: matches</source>
        <translation>{title}: Treffer</translation>
    </message>
    <message>
        <source>{value} ({low} to {high} over scenes)</source>
        <translation>{value} ({low} bis {high} über Szenen)</translation>
    </message>
    <message numerus="yes">
        <source>{what} And %n more since.</source>
        <translation>
            <numerusform>{what} Und seitdem %n weiteres Mal.</numerusform>
            <numerusform>{what} Und seitdem %n weitere Male.</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}. Alt+Left and Alt+Right, or the wheel with Shift.</source>
        <translation>{what}. Alt+Links und Alt+Rechts, oder Mausrad mit Umschalt.</translation>
    </message>
    <message>
        <source>{what}. Alt+Up and Alt+Down, or the wheel with Shift.</source>
        <translation>{what}. Alt+Hoch und Alt+Herunter, oder Mausrad mit Umschalt.</translation>
    </message>
    <message>
        <source>{what}: {share}.</source>
        <translation>{what}: {share}.</translation>
    </message>
    <message>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} px</translation>
    </message>
    <message>
        <source>{width} × {height} px at {place} ({shape})</source>
        <translation>{width} × {height} px bei {place} ({shape})</translation>
    </message>
    <message>
        <source>— empty —</source>
        <translation>— leer —</translation>
    </message>
    <message>
        <source>— not there —</source>
        <translation>— nicht da —</translation>
    </message>
    <message>
        <source>“{command}”</source>
        <translation>„{command}“</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more: Copy has all</source>
        <translation>
            <numerusform>… und %n weitere: Kopieren enthält alle</numerusform>
            <numerusform>… und %n weitere: Kopieren enthält alle</numerusform>
        </translation>
    </message>
    <message>
        <source>⊘ Read-only</source>
        <translation>⊘ Schreibgeschützt</translation>
    </message>
    <message>
        <source>○ Nothing to save yet</source>
        <translation>○ Noch nichts zu speichern</translation>
    </message>
    <message>
        <source>● Saving…</source>
        <translation>● Speichert…</translation>
    </message>
    <message>
        <source>● Unsaved</source>
        <translation>● Ungespeichert</translation>
    </message>
    <message>
        <source>● Unsaved, autosave is off:</source>
        <translation>● Ungespeichert, Autom. Speichern aus:</translation>
    </message>
    <message>
        <source>✓ Saved</source>
        <translation>✓ Gespeichert</translation>
    </message>
    <message>
        <source>✖ NOT SAVED</source>
        <translation>✖ NICHT GESPEICHERT</translation>
    </message>
</context>
</TS>
