<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n added</source>
        <comment>annotations</comment>
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
        <source>%n annotation(s) of {name} (has|have) no place and (is|are) not compared.</source>
        <translation>
            <numerusform>%n Annotation aus {name} hat keinen Ort und wird nicht verglichen.</numerusform>
            <numerusform>%n Annotationen aus {name} haben keinen Ort und werden nicht verglichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) selected</source>
        <translation>
            <numerusform>%n Annotation ausgewählt</numerusform>
            <numerusform>%n Annotationen ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) selected: {labels}</source>
        <translation>
            <numerusform>%n Annotation ausgewählt: {labels}</numerusform>
            <numerusform>%n Annotationen ausgewählt: {labels}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) selected: {labels}, and others</source>
        <translation>
            <numerusform>%n Annotation ausgewählt: {labels} und andere</numerusform>
            <numerusform>%n Annotationen ausgewählt: {labels} und andere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) shown again</source>
        <translation>
            <numerusform>%n Annotation wieder eingeblendet</numerusform>
            <numerusform>%n Annotationen wieder eingeblendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n Box</numerusform>
            <numerusform>%n Boxen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) (has|have) no image on one of the dates. {progress}</source>
        <translation>
            <numerusform>%n Zelle hat zu einem der Zeitpunkte kein Bild. {progress}</numerusform>
            <numerusform>%n Zellen haben zu einem der Zeitpunkte kein Bild. {progress}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <comment>annotations</comment>
        <translation>
            <numerusform>%n geändert</numerusform>
            <numerusform>%n geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n feature(s) of {name} cannot be read and (is|are) not compared.</source>
        <translation>
            <numerusform>%n Objekt aus {name} ist nicht lesbar und wird nicht verglichen.</numerusform>
            <numerusform>%n Objekte aus {name} sind nicht lesbar und werden nicht verglichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) (is|are) too many.</source>
        <translation>
            <numerusform>%n Bild ist zu viel.</numerusform>
            <numerusform>%n Bilder sind zu viele.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) (was|were) added; this document has {count}.</source>
        <translation>
            <numerusform>%n Bild wurde hinzugefügt; dieses Dokument hat {count}.</numerusform>
            <numerusform>%n Bilder wurden hinzugefügt; dieses Dokument hat {count}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) cannot be compared.</source>
        <translation>
            <numerusform>%n Bild lässt sich nicht vergleichen.</numerusform>
            <numerusform>%n Bilder lassen sich nicht vergleichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) of this file (is|are) not in the label set {name}: {names}.</source>
        <translation>
            <numerusform>%n Label dieser Datei fehlt im Labelsatz {name}: {names}.</numerusform>
            <numerusform>%n Labels dieser Datei fehlen im Labelsatz {name}: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n level(s), the smallest {width} × {height}</source>
        <translation>
            <numerusform>%n Stufe, die kleinste {width} × {height}</numerusform>
            <numerusform>%n Stufen, die kleinste {width} × {height}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n locked annotation(s) (was|were) left as (it|they) (is|are)</source>
        <translation>
            <numerusform>%n gesperrte Annotation blieb, wie sie ist</numerusform>
            <numerusform>%n gesperrte Annotationen blieben, wie sie sind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <comment>annotations</comment>
        <translation>
            <numerusform>%n entfernt</numerusform>
            <numerusform>%n entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of the unsaved work could not be read.</source>
        <translation>
            <numerusform>%n Schritt der nicht gespeicherten Arbeit konnte nicht gelesen werden.</numerusform>
            <numerusform>%n Schritte der nicht gespeicherten Arbeit konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>(no label)</source>
        <translation>(ohne Label)</translation>
    </message>
    <message>
        <source>A bar of a round length on the ground.</source>
        <translation>Eine Leiste mit runder Länge am Boden.</translation>
    </message>
    <message>
        <source>A comparison needs two different images.</source>
        <translation>Ein Vergleich braucht zwei verschiedene Bilder.</translation>
    </message>
    <message>
        <source>A comparison needs two images, before and after.</source>
        <translation>Ein Vergleich braucht zwei Bilder: Vorher und Nachher.</translation>
    </message>
    <message>
        <source>A small picture of the whole pair, with the part that is in view.</source>
        <translation>Ein kleines Bild des ganzen Bildpaars mit dem sichtbaren Ausschnitt.</translation>
    </message>
    <message>
        <source>AFTER</source>
        <translation>NACHHER</translation>
    </message>
    <message>
        <source>Accept and edit</source>
        <translation>Annehmen und bearbeiten</translation>
    </message>
    <message>
        <source>Accept box</source>
        <translation>Box annehmen</translation>
    </message>
    <message>
        <source>Accept mine</source>
        <translation>Meine annehmen</translation>
    </message>
    <message>
        <source>Accept theirs</source>
        <translation>Andere annehmen</translation>
    </message>
    <message>
        <source>Accept {label}</source>
        <translation>{label} annehmen</translation>
    </message>
    <message>
        <source>Accepted suggestion {rank} as a box</source>
        <translation>Vorschlag {rank} als Box angenommen</translation>
    </message>
    <message>
        <source>Accepted suggestion {rank} as {label}</source>
        <translation>Vorschlag {rank} als {label} angenommen</translation>
    </message>
    <message numerus="yes">
        <source>Add %n image(s)</source>
        <translation>
            <numerusform>%n Bild hinzufügen</numerusform>
            <numerusform>%n Bilder hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add image {scene}</source>
        <translation>Bild {scene} hinzufügen</translation>
    </message>
    <message>
        <source>Adopt changes made elsewhere</source>
        <translation>Anderswo gemachte Änderungen übernehmen</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>All conflicts are settled</source>
        <translation>Alle Konflikte sind entschieden</translation>
    </message>
    <message>
        <source>All small levels together; the longest unused go first.</source>
        <translation>Alle verkleinerten Stufen zusammen; die am längsten unbenutzten werden zuerst entfernt.</translation>
    </message>
    <message>
        <source>All suggestions are decided</source>
        <translation>Alle Vorschläge sind entschieden</translation>
    </message>
    <message>
        <source>Allow writing there, or save to another folder: File &gt; Save as…</source>
        <translation>Erlauben Sie dort das Schreiben, oder speichern Sie in einem anderen Ordner: Datei &gt; Speichern unter…</translation>
    </message>
    <message>
        <source>Analyst id</source>
        <translation>Kennung des Analysten</translation>
    </message>
    <message>
        <source>Annotation &gt; Labels outside the set (Shift+L) adds them or maps them onto classes.</source>
        <translation>Annotation &gt; Labels außerhalb des Satzes (Umschalt+L) nimmt sie auf oder ordnet sie Klassen zu.</translation>
    </message>
    <message>
        <source>Annotations cannot be saved in {name}.</source>
        <translation>Annotationen können nicht in {name} gespeichert werden.</translation>
    </message>
    <message>
        <source>Annotations of {name} are kept in {path}.</source>
        <translation>Annotationen von {name} werden in {path} aufbewahrt.</translation>
    </message>
    <message>
        <source>Annotations: {counts}.</source>
        <translation>Annotationen: {counts}.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Approve {what}</source>
        <translation>{what} genehmigen</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Area: click around it; Enter, a double click or the first corner ends, Esc leaves</source>
        <translation>Fläche: ringsum klicken; Enter, Doppelklick oder die erste Ecke beendet, Esc verlässt</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Attach area to {what}</source>
        <translation>Fläche an {what} anhängen</translation>
    </message>
    <message>
        <source>Attach height to {what}</source>
        <translation>Höhe an {what} anhängen</translation>
    </message>
    <message>
        <source>Attach length to {what}</source>
        <translation>Länge an {what} anhängen</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>Quellenangabe</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Verfasser</translation>
    </message>
    <message>
        <source>Author of your annotations at once, and part of the annotation file&apos;s name from the next pair on. Without one, your login name is the author.</source>
        <translation>Ab sofort Verfasser Ihrer Annotationen und ab dem nächsten Bildpaar Teil des Namens der Annotationsdatei. Ohne Kennung ist Ihr Anmeldename der Verfasser.</translation>
    </message>
    <message>
        <source>Azimuth</source>
        <translation>Azimut</translation>
    </message>
    <message>
        <source>BEFORE</source>
        <translation>VORHER</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Before and after are swapped, saved in {name}.</source>
        <translation>Vorher und Nachher sind vertauscht, gespeichert in {name}.</translation>
    </message>
    <message>
        <source>Before and after must be two different images.</source>
        <translation>Vorher und Nachher müssen zwei verschiedene Bilder sein.</translation>
    </message>
    <message>
        <source>Before image moved by {shift}</source>
        <translation>Vorher-Bild verschoben um {shift}</translation>
    </message>
    <message>
        <source>Both scenes are dated to the same day, {day}. Is one date wrong?</source>
        <translation>Beide Szenen tragen denselben Tag, {day}. Ist ein Datum falsch?</translation>
    </message>
    <message>
        <source>Both scenes are dated to the same moment, {moment}. Is one date wrong?</source>
        <translation>Beide Szenen tragen denselben Zeitpunkt, {moment}. Ist ein Datum falsch?</translation>
    </message>
    <message>
        <source>Box, oriented box or polygon</source>
        <translation>Box, gedrehte Box oder Polygon</translation>
    </message>
    <message>
        <source>Buildings point up, by the after image&apos;s angles</source>
        <translation>Gebäude zeigen nach oben, nach den Winkeln des Nachher-Bildes</translation>
    </message>
    <message>
        <source>Buildings point up, by the before image&apos;s angles</source>
        <translation>Gebäude zeigen nach oben, nach den Winkeln des Vorher-Bildes</translation>
    </message>
    <message>
        <source>CRS</source>
        <translation>KBS</translation>
    </message>
    <message>
        <source>Cache folder</source>
        <translation>Ordner des Zwischenspeichers</translation>
    </message>
    <message>
        <source>Cell {cell}: unseen again. {progress}</source>
        <translation>Zelle {cell}: wieder ungesehen. {progress}</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>Gewissheit</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Choose a colleague&apos;s file of the same pair.</source>
        <translation>Wählen Sie die Datei eines Kollegen zum selben Bildpaar.</translation>
    </message>
    <message>
        <source>Choose a folder further down.</source>
        <translation>Wählen Sie einen Ordner weiter unten.</translation>
    </message>
    <message>
        <source>Choose an area that both images show.</source>
        <translation>Wählen Sie einen Bereich, den beide Bilder zeigen.</translation>
    </message>
    <message>
        <source>Choose another before or after image.</source>
        <translation>Wählen Sie ein anderes Vorher- oder Nachher-Bild.</translation>
    </message>
    <message>
        <source>Choose another label set.</source>
        <translation>Wählen Sie einen anderen Labelsatz.</translation>
    </message>
    <message>
        <source>Choose another name, or replace it.</source>
        <translation>Wählen Sie einen anderen Namen oder ersetzen Sie die Datei.</translation>
    </message>
    <message>
        <source>Choose fewer.</source>
        <translation>Wählen Sie weniger.</translation>
    </message>
    <message>
        <source>Choose larger cells.</source>
        <translation>Wählen Sie größere Zellen.</translation>
    </message>
    <message>
        <source>Choose one of {endings}.</source>
        <translation>Wählen Sie eine dieser Endungen: {endings}.</translation>
    </message>
    <message>
        <source>Choose the label set again (File &gt; Label set…) and make your edit anew.</source>
        <translation>Wählen Sie den Labelsatz erneut (Datei &gt; Labelsatz…) und wiederholen Sie Ihre Änderung.</translation>
    </message>
    <message>
        <source>Choose two images of the same place.</source>
        <translation>Wählen Sie zwei Bilder desselben Ortes.</translation>
    </message>
    <message>
        <source>Choose two images, or one annotation file (.ilm.geojson).</source>
        <translation>Wählen Sie zwei Bilder oder eine Annotationsdatei (.ilm.geojson).</translation>
    </message>
    <message>
        <source>Choose {least} to {most}.</source>
        <translation>Wählen Sie einen Wert von {least} bis {most}.</translation>
    </message>
    <message>
        <source>Cloud, %</source>
        <translation>Bewölkung, %</translation>
    </message>
    <message>
        <source>Colours of the window; the grey around images never has a tint.</source>
        <translation>Farben des Fensters; das Grau um die Bilder hat nie einen Farbstich.</translation>
    </message>
    <message>
        <source>Columns are {names}.</source>
        <translation>Spalten sind {names}.</translation>
    </message>
    <message>
        <source>Comment on conflict</source>
        <translation>Konflikt kommentieren</translation>
    </message>
    <message>
        <source>Comment on {what}</source>
        <translation>{what} kommentieren</translation>
    </message>
    <message>
        <source>Compare annotation files of one pair.</source>
        <translation>Vergleichen Sie Annotationsdateien desselben Bildpaars.</translation>
    </message>
    <message>
        <source>Compare the two files and keep what you need.</source>
        <translation>Vergleichen Sie die beiden Dateien und behalten Sie, was Sie brauchen.</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Koordinaten</translation>
    </message>
    <message>
        <source>Copy annotations here, or polygons as GeoJSON in another program.</source>
        <translation>Kopieren Sie Annotationen hier oder Polygone als GeoJSON in einem anderen Programm.</translation>
    </message>
    <message>
        <source>Corner {corner} of {count}: arrows move it, Ins adds one after it, Del takes it away</source>
        <translation>Ecke {corner} von {count}: Pfeiltasten verschieben sie, Einfg fügt danach eine ein, Entf entfernt sie</translation>
    </message>
    <message>
        <source>Correct the date of the image first.</source>
        <translation>Berichtigen Sie zuerst das Datum des Bildes.</translation>
    </message>
    <message>
        <source>Correct the label set, or the measurement.</source>
        <translation>Berichtigen Sie den Labelsatz oder die Messung.</translation>
    </message>
    <message>
        <source>Correct {what} of {scene}</source>
        <translation>{what} von {scene} korrigieren</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Date (UTC)</source>
        <translation>Datum (UTC)</translation>
    </message>
    <message>
        <source>Degrees, decimal</source>
        <translation>Grad, dezimal</translation>
    </message>
    <message>
        <source>Degrees, minutes, seconds</source>
        <translation>Grad, Minuten, Sekunden</translation>
    </message>
    <message>
        <source>Delete {what}</source>
        <translation>{what} löschen</translation>
    </message>
    <message>
        <source>Diameter of the round window onto the other date.</source>
        <translation>Durchmesser des runden Fensters auf die andere Aufnahme.</translation>
    </message>
    <message>
        <source>Distance: click from point to point; Enter or a double click ends, Esc leaves</source>
        <translation>Strecke: von Punkt zu Punkt klicken; Enter oder Doppelklick beendet, Esc verlässt</translation>
    </message>
    <message>
        <source>Divider left or up</source>
        <translation>Trennlinie nach links oder oben</translation>
    </message>
    <message>
        <source>Divider right or down</source>
        <translation>Trennlinie nach rechts oder unten</translation>
    </message>
    <message>
        <source>Drag a rectangle over the area to search; Esc leaves</source>
        <translation>Ziehen Sie ein Rechteck über den Suchbereich; Esc bricht ab</translation>
    </message>
    <message>
        <source>Draw box</source>
        <translation>Box zeichnen</translation>
    </message>
    <message>
        <source>Draw {what}</source>
        <translation>{what} zeichnen</translation>
    </message>
    <message>
        <source>Duplicate {what}</source>
        <translation>{what} duplizieren</translation>
    </message>
    <message>
        <source>E</source>
        <comment>wind</comment>
        <translation>O</translation>
    </message>
    <message>
        <source>ENVI header</source>
        <translation>ENVI-Header</translation>
    </message>
    <message>
        <source>Edit note of {what}</source>
        <translation>Notiz zu {what} bearbeiten</translation>
    </message>
    <message>
        <source>Estimative probability</source>
        <translation>Geschätzte Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Every cell has been seen: {results}.</source>
        <translation>Alle Zellen wurden gesehen: {results}.</translation>
    </message>
    <message>
        <source>Fade to the after date</source>
        <translation>Zur Nachher-Aufnahme überblenden</translation>
    </message>
    <message>
        <source>Fade to the before date</source>
        <translation>Zur Vorher-Aufnahme überblenden</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>File &gt; Recover unsaved work… shows what it holds.</source>
        <translation>„Datei &gt; Nicht gespeicherte Arbeit wiederherstellen…“ zeigt, was sie enthält.</translation>
    </message>
    <message>
        <source>File &gt; Resolve changes made elsewhere… shows both versions side by side.</source>
        <translation>„Datei &gt; Änderungen von anderswo abgleichen…“ zeigt beide Fassungen nebeneinander.</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>Dateigröße</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>First characters of the id</source>
        <translation>Die ersten Zeichen der ID</translation>
    </message>
    <message>
        <source>First seen {date}: {what}</source>
        <translation>Zuerst gesehen {date}: {what}</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>For safety such a path is followed only for an image that you opened before.</source>
        <translation>Zur Sicherheit wird einem solchen Pfad nur zu einem Bild gefolgt, das Sie schon einmal geöffnet haben.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>From the last edit to the save.</source>
        <translation>Von der letzten Bearbeitung bis zum Speichern.</translation>
    </message>
    <message>
        <source>From the last image in the old state to the first in the new one</source>
        <translation>Vom letzten Bild im alten Zustand bis zum ersten im neuen</translation>
    </message>
    <message>
        <source>From the next pair on.</source>
        <translation>Ab dem nächsten Bildpaar.</translation>
    </message>
    <message>
        <source>From the next start on.</source>
        <translation>Ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>GSD</source>
        <translation>GSD</translation>
    </message>
    <message>
        <source>GSD, m</source>
        <translation>GSD, m</translation>
    </message>
    <message>
        <source>Geometry differs. {how}</source>
        <translation>Die Geometrie ist verschieden. {how}</translation>
    </message>
    <message>
        <source>Give each image once.</source>
        <translation>Geben Sie jedes Bild nur einmal an.</translation>
    </message>
    <message>
        <source>Go to a pixel: px 120.5, 80.</source>
        <translation>Zu einem Pixel gehen: px 120.5, 80.</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Height by</source>
        <translation>Höhe aus</translation>
    </message>
    <message>
        <source>Height ±</source>
        <translation>Höhe ±</translation>
    </message>
    <message>
        <source>Height: click the base of the wall, then the tip of its shadow; Shift+Z: from the roof</source>
        <translation>Höhe: auf den Fuß der Wand klicken, dann auf die Spitze ihres Schattens; Umschalt+Z: vom Dach aus</translation>
    </message>
    <message>
        <source>Height: click the edge of the roof, then the tip of its shadow; Shift+Z: from the base</source>
        <translation>Höhe: auf die Dachkante klicken, dann auf die Spitze ihres Schattens; Umschalt+Z: vom Fuß aus</translation>
    </message>
    <message>
        <source>How the place under the cursor is written and copied.</source>
        <translation>Wie der Ort unter dem Mauszeiger geschrieben und kopiert wird.</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Ids of classes only ever grow.</source>
        <translation>Die Nummern der Klassen werden nur fortgezählt.</translation>
    </message>
    <message>
        <source>If you trust the address, open the file in the window, which asks, or name the images yourself: ilmtool render BEFORE AFTER --sidecar {name}.</source>
        <translation>Wenn Sie der Adresse vertrauen, öffnen Sie die Datei im Fenster, das nachfragt, oder nennen Sie die Bilder selbst: ilmtool render BEFORE AFTER --sidecar {name}.</translation>
    </message>
    <message>
        <source>Images from the network</source>
        <translation>Bilder aus dem Netz</translation>
    </message>
    <message>
        <source>Imperial (ft, mi, acres)</source>
        <translation>Angloamerikanisch (ft, mi, acres)</translation>
    </message>
    <message>
        <source>In the judgement and its sources</source>
        <translation>Vertrauen in das Urteil und seine Quellen</translation>
    </message>
    <message numerus="yes">
        <source>In {name}, %n box(es) (was|were) moved or drawn in another program.</source>
        <translation>
            <numerusform>In {name} wurde %n Box in einem anderen Programm verschoben oder gezeichnet.</numerusform>
            <numerusform>In {name} wurden %n Boxen in einem anderen Programm verschoben oder gezeichnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>It has {size} bytes; at most {most} are pasted.</source>
        <translation>Sie hat {size} Bytes; höchstens {most} werden eingefügt.</translation>
    </message>
    <message>
        <source>It holds the annotations of these images in that order.</source>
        <translation>Sie enthält die Annotationen dieser Bilder in jener Reihenfolge.</translation>
    </message>
    <message>
        <source>It is JSON, but no GeoJSON with areas.</source>
        <translation>Es ist JSON, aber kein GeoJSON mit Flächen.</translation>
    </message>
    <message>
        <source>It is left as it is.</source>
        <translation>Sie bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>It is not JSON: {error}.</source>
        <translation>Es ist kein JSON: {error}.</translation>
    </message>
    <message>
        <source>It is not written over.</source>
        <translation>Sie wird nicht überschrieben.</translation>
    </message>
    <message>
        <source>It is not written over. Your work is safe in the journal.</source>
        <translation>Sie wird nicht überschrieben. Ihre Arbeit ist im Journal sicher.</translation>
    </message>
    <message>
        <source>It was looked for in {folder}.</source>
        <translation>Gesucht wurde in {folder}.</translation>
    </message>
    <message>
        <source>Its after scene is {own}; that of the other file is {other}.</source>
        <translation>Ihre Nachher-Szene ist {own}, die der anderen Datei ist {other}.</translation>
    </message>
    <message>
        <source>Its header is missing or names fewer than two scenes.</source>
        <translation>Ihr Kopf fehlt oder nennt weniger als zwei Szenen.</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Keep neither</source>
        <translation>Keine behalten</translation>
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
        <source>Label set</source>
        <translation>Labelsatz</translation>
    </message>
    <message>
        <source>Label {what} as {label}</source>
        <translation>Label von {what} setzen: {label}</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Larger lens</source>
        <translation>Größere Linse</translation>
    </message>
    <message>
        <source>Last not seen {date}: {what}</source>
        <translation>Zuletzt nicht gesehen {date}: {what}</translation>
    </message>
    <message>
        <source>Leave --scale-bar out.</source>
        <translation>Lassen Sie --scale-bar weg.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Length and width on the ground in metres; sorts by the length</source>
        <translation>Länge und Breite am Boden in Metern; sortiert nach der Länge</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Likelihood</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Lock {what}</source>
        <translation>{what} sperren</translation>
    </message>
    <message>
        <source>Make the folder writable, or name another one in {variable}.</source>
        <translation>Geben Sie Schreibrechte für den Ordner oder nennen Sie einen anderen in {variable}.</translation>
    </message>
    <message>
        <source>Make {what} a draft</source>
        <translation>{what} zum Entwurf machen</translation>
    </message>
    <message numerus="yes">
        <source>Map %n label(s)</source>
        <translation>
            <numerusform>%n Label zuordnen</numerusform>
            <numerusform>%n Labels zuordnen</numerusform>
        </translation>
    </message>
    <message>
        <source>Map {old} to {new}</source>
        <translation>{old} zu {new} ändern</translation>
    </message>
    <message numerus="yes">
        <source>Mark %n cell(s) {results}</source>
        <translation>
            <numerusform>%n Zelle markieren: {results}</numerusform>
            <numerusform>%n Zellen markieren: {results}</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark cell {results}</source>
        <translation>Zelle markieren: {results}</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Merge changes made elsewhere</source>
        <translation>Änderungen von anderswo zusammenführen</translation>
    </message>
    <message>
        <source>Metric (m, km, ha)</source>
        <translation>Metrisch (m, km, ha)</translation>
    </message>
    <message>
        <source>Mine and theirs are the other way round in it.</source>
        <translation>Die eigene und die andere Datei sind darin vertauscht.</translation>
    </message>
    <message>
        <source>Move {what}</source>
        <translation>{what} verschieben</translation>
    </message>
    <message>
        <source>N</source>
        <comment>wind</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>NE</source>
        <comment>wind</comment>
        <translation>NO</translation>
    </message>
    <message>
        <source>NW</source>
        <comment>wind</comment>
        <translation>NW</translation>
    </message>
    <message>
        <source>Name a folder of annotation files.</source>
        <translation>Nennen Sie einen Ordner mit Annotationsdateien.</translation>
    </message>
    <message>
        <source>Name an annotation file.</source>
        <translation>Geben Sie eine Annotationsdatei an.</translation>
    </message>
    <message>
        <source>Names beside boxes</source>
        <translation>Namen neben Boxen</translation>
    </message>
    <message>
        <source>Nautical (m, nmi)</source>
        <translation>Nautisch (m, nmi)</translation>
    </message>
    <message>
        <source>No annotation is like that: there is nothing to draw a sample from</source>
        <translation>Keine Annotation ist so: Es gibt nichts, woraus eine Stichprobe gezogen werden könnte</translation>
    </message>
    <message>
        <source>No scene has that role.</source>
        <translation>Keine Szene hat diese Rolle.</translation>
    </message>
    <message>
        <source>No suggestion is left to decide on</source>
        <translation>Es ist kein Vorschlag mehr zu entscheiden</translation>
    </message>
    <message>
        <source>Nodata</source>
        <translation>Ohne Daten</translation>
    </message>
    <message>
        <source>North arrow</source>
        <translation>Nordpfeil</translation>
    </message>
    <message>
        <source>North is not known in the middle of the view</source>
        <translation>In der Mitte der Ansicht ist nicht bekannt, wo Norden ist</translation>
    </message>
    <message>
        <source>Not used for placing: {what}</source>
        <translation>Nicht für die Platzierung verwendet: {what}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Nothing drawn is lost while ilmtool runs; please report this.</source>
        <translation>Solange ilmtool läuft, geht nichts Gezeichnetes verloren; bitte melden Sie den Fehler.</translation>
    </message>
    <message>
        <source>Nothing is left to review</source>
        <translation>Nichts mehr zu prüfen</translation>
    </message>
    <message numerus="yes">
        <source>Nothing is selected; %n annotation(s)</source>
        <translation>
            <numerusform>Nichts ausgewählt; %n Annotation</numerusform>
            <numerusform>Nichts ausgewählt; %n Annotationen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing says how {scene} lies on {other}; its pixels are taken as those of the other.</source>
        <translation>Die Lage von {scene} auf {other} ist nirgends angegeben; die Pixel gelten als die der anderen Szene.</translation>
    </message>
    <message>
        <source>Nothing was fetched.</source>
        <translation>Es wurde nichts abgerufen.</translation>
    </message>
    <message>
        <source>Nothing was pasted.</source>
        <translation>Nichts wurde eingefügt.</translation>
    </message>
    <message>
        <source>Nudge the before image</source>
        <translation>Vorher-Bild fein versetzen</translation>
    </message>
    <message>
        <source>Nudge {what}</source>
        <translation>{what} fein versetzen</translation>
    </message>
    <message>
        <source>Observation, or an examined area</source>
        <translation>Beobachtung oder untersuchter Bereich</translation>
    </message>
    <message>
        <source>Of lengths, areas and heights.</source>
        <translation>Für Längen, Flächen und Höhen.</translation>
    </message>
    <message>
        <source>Of the identification</source>
        <translation>Gewissheit der Bestimmung</translation>
    </message>
    <message>
        <source>Of the window&apos;s texts. Files, coordinates and the command line are the same in every language.</source>
        <translation>Sprache der Texte im Fenster. Dateien, Koordinaten und die Befehlszeile sind in jeder Sprache gleich.</translation>
    </message>
    <message>
        <source>Of the {label}: {problem}</source>
        <translation>Zu {label}: {problem}</translation>
    </message>
    <message>
        <source>Off-nadir, °</source>
        <translation>Off-Nadir, °</translation>
    </message>
    <message>
        <source>On the images</source>
        <translation>Auf den Bildern</translation>
    </message>
    <message>
        <source>One of the images has no georeferencing, so they lie at the same pixels, not at the same place.</source>
        <translation>Eines der Bilder ist nicht georeferenziert; sie liegen deshalb an denselben Pixeln, nicht am selben Ort.</translation>
    </message>
    <message>
        <source>Open both images instead (File &gt; Open pair), or put a copy of the image into {folder}.</source>
        <translation>Öffnen Sie stattdessen beide Bilder (Datei &gt; Bildpaar öffnen) oder legen Sie eine Kopie des Bildes in {folder}.</translation>
    </message>
    <message>
        <source>Open both images instead (File &gt; Open pair); the annotation file beside the after image is used.</source>
        <translation>Öffnen Sie stattdessen beide Bilder (Datei &gt; Bildpaar öffnen); verwendet wird die Annotationsdatei neben dem Nachher-Bild.</translation>
    </message>
    <message>
        <source>Open comment on {what} again</source>
        <translation>Kommentar zu {what} wieder öffnen</translation>
    </message>
    <message>
        <source>Open it to go on with it, or give it another name first.</source>
        <translation>Öffnen Sie die Datei, um sie fortzusetzen, oder benennen Sie sie vorher um.</translation>
    </message>
    <message>
        <source>Open {image} as the after image to see them, or move that file away and swap again.</source>
        <translation>Öffnen Sie {image} als Nachher-Bild, um sie zu sehen, oder verschieben Sie die Datei und vertauschen Sie erneut.</translation>
    </message>
    <message>
        <source>Opening {what}…</source>
        <translation>{what} wird geöffnet…</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Paste {what}</source>
        <translation>{what} einfügen</translation>
    </message>
    <message>
        <source>Perimeter</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>Pixels of the image</source>
        <translation>Pixel des Bildes</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>Platzierung</translation>
    </message>
    <message>
        <source>Planet metadata</source>
        <translation>Planet-Metadaten</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Put it there, or open both images instead (File &gt; Open pair).</source>
        <translation>Legen Sie es dorthin oder öffnen Sie stattdessen beide Bilder (Datei &gt; Bildpaar öffnen).</translation>
    </message>
    <message>
        <source>Put text with a colon in quotes: &quot;{text}&quot;.</source>
        <translation>Setzen Sie Text mit Doppelpunkt in Anführungszeichen: &quot;{text}&quot;.</translation>
    </message>
    <message>
        <source>Put the image into {folder}, or open both images instead (File &gt; Open pair).</source>
        <translation>Legen Sie das Bild in {folder} oder öffnen Sie stattdessen beide Bilder (Datei &gt; Bildpaar öffnen).</translation>
    </message>
    <message>
        <source>Recover unsaved work</source>
        <translation>Nicht gespeicherte Arbeit wiederherstellen</translation>
    </message>
    <message>
        <source>Redid: {step}</source>
        <translation>Wiederholt: {step}</translation>
    </message>
    <message numerus="yes">
        <source>Register by %n tie point(s)</source>
        <translation>
            <numerusform>Mit %n Verknüpfungspunkt registrieren</numerusform>
            <numerusform>Mit %n Verknüpfungspunkten registrieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Register the before image</source>
        <translation>Vorher-Bild registrieren</translation>
    </message>
    <message numerus="yes">
        <source>Registered by %n tie point(s): shifted by {shift}</source>
        <translation>
            <numerusform>Mit %n Verknüpfungspunkt registriert: Versatz {shift}</numerusform>
            <numerusform>Mit %n Verknüpfungspunkten registriert: Versatz {shift}</numerusform>
        </translation>
    </message>
    <message>
        <source>Reject {what}</source>
        <translation>{what} ablehnen</translation>
    </message>
    <message>
        <source>Rejected suggestion {rank}; Ctrl+Z brings it back</source>
        <translation>Vorschlag {rank} abgelehnt; Strg+Z holt ihn zurück</translation>
    </message>
    <message>
        <source>Remove search grid</source>
        <translation>Suchraster entfernen</translation>
    </message>
    <message>
        <source>Remove the registration</source>
        <translation>Registrierung entfernen</translation>
    </message>
    <message>
        <source>Rename it by hand, or make its folder writable.</source>
        <translation>Benennen Sie die Datei von Hand um oder geben Sie Schreibrechte für ihren Ordner.</translation>
    </message>
    <message>
        <source>Rename it to save the annotations made now, or save them under another name.</source>
        <translation>Benennen Sie sie um, um die jetzigen Annotationen zu speichern, oder speichern Sie diese unter einem anderen Namen.</translation>
    </message>
    <message>
        <source>Request changes of {what}</source>
        <translation>Änderungen an {what} erbitten</translation>
    </message>
    <message>
        <source>Reset acquisition of {scene}</source>
        <translation>Aufnahme von {scene} zurücksetzen</translation>
    </message>
    <message>
        <source>Resize {what}</source>
        <translation>Größe von {what} ändern</translation>
    </message>
    <message>
        <source>Resolve comment</source>
        <translation>Kommentar erledigen</translation>
    </message>
    <message>
        <source>Resolve comment on {what}</source>
        <translation>Kommentar zu {what} erledigen</translation>
    </message>
    <message>
        <source>Restore an earlier version, {time}</source>
        <translation>Frühere Fassung wiederherstellen, {time}</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Rotate {what}</source>
        <translation>{what} drehen</translation>
    </message>
    <message>
        <source>Row {row}, column {column}: {state}. {progress}</source>
        <translation>Zeile {row}, Spalte {column}: {state}. {progress}</translation>
    </message>
    <message>
        <source>S</source>
        <comment>wind</comment>
        <translation>S</translation>
    </message>
    <message>
        <source>SE</source>
        <comment>wind</comment>
        <translation>SO</translation>
    </message>
    <message>
        <source>STAC item</source>
        <translation>STAC-Item</translation>
    </message>
    <message>
        <source>SW</source>
        <comment>wind</comment>
        <translation>SW</translation>
    </message>
    <message>
        <source>Save after</source>
        <translation>Speichern nach</translation>
    </message>
    <message>
        <source>Save as puts them elsewhere.</source>
        <translation>Speichern unter legt sie woanders ab.</translation>
    </message>
    <message>
        <source>Save by itself</source>
        <translation>Automatisch speichern</translation>
    </message>
    <message>
        <source>Save it as a file and open that.</source>
        <translation>Speichern Sie den Inhalt als Datei und öffnen Sie diese.</translation>
    </message>
    <message>
        <source>Save the annotations under another name, or install the newer version.</source>
        <translation>Speichern Sie die Annotationen unter einem anderen Namen oder installieren Sie die neuere Version.</translation>
    </message>
    <message>
        <source>Saves a moment after each edit. Without it, annotations are saved by Save now, and when another pair is opened or the window closed; a crash loses nothing either way.</source>
        <translation>Speichert kurz nach jeder Bearbeitung. Sonst werden Annotationen mit „Jetzt speichern“ gespeichert sowie beim Öffnen eines anderen Bildpaars und beim Schließen des Fensters; bei einem Absturz geht so oder so nichts verloren.</translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation>Maßstabsleiste</translation>
    </message>
    <message>
        <source>Search &gt; New search grid… lays one.</source>
        <translation>Suche &gt; Neues Suchraster… legt eines an.</translation>
    </message>
    <message>
        <source>Seen {before}° and {after}° from the vertical, from azimuth {azimuth_before}° and {azimuth_after}°: what stands {height} m high is {size} off between the dates where the ground fits; no shift mends that.</source>
        <translation>Blick {before}° und {after}° aus der Senkrechten, von Azimut {azimuth_before}° und {azimuth_after}°: Was {height} m hoch ist, liegt zwischen den Aufnahmen um {size} auseinander, auch wo der Boden passt; kein Versatz behebt das.</translation>
    </message>
    <message>
        <source>Seen {before}° and {after}° from the vertical: what stands {height} m high is at least {size} off between the dates where the ground fits; no shift mends that.</source>
        <translation>Blick {before}° und {after}° aus der Senkrechten: Was {height} m hoch ist, liegt zwischen den Aufnahmen um mindestens {size} auseinander, auch wo der Boden passt; kein Versatz behebt das.</translation>
    </message>
    <message>
        <source>Select the one annotation that the values belong to.</source>
        <translation>Wählen Sie die eine Annotation aus, zu der die Werte gehören.</translation>
    </message>
    <message>
        <source>Set certainty of {what} to {certainty}</source>
        <translation>Gewissheit von {what} setzen: {certainty}</translation>
    </message>
    <message>
        <source>Set certainty term of {what}</source>
        <translation>Gewissheitsbegriff von {what} setzen</translation>
    </message>
    <message>
        <source>Set change of {what} to {change}</source>
        <translation>Änderung von {what} setzen: {change}</translation>
    </message>
    <message>
        <source>Set confidence of {what}</source>
        <translation>Konfidenz von {what} setzen</translation>
    </message>
    <message>
        <source>Set likelihood of {what}</source>
        <translation>Wahrscheinlichkeit von {what} setzen</translation>
    </message>
    <message>
        <source>Set {title} of {what}</source>
        <translation>{title} von {what} setzen</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>Kürzen Sie ihn.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size (m)</source>
        <translation>Größe (m)</translation>
    </message>
    <message>
        <source>Size of the cache</source>
        <translation>Größe des Zwischenspeichers</translation>
    </message>
    <message>
        <source>Size of the lens</source>
        <translation>Größe der Linse</translation>
    </message>
    <message>
        <source>Smaller lens</source>
        <translation>Kleinere Linse</translation>
    </message>
    <message numerus="yes">
        <source>Start search of %n cell(s)</source>
        <translation>
            <numerusform>Suche in %n Zelle beginnen</numerusform>
            <numerusform>Suche in %n Zellen beginnen</numerusform>
        </translation>
    </message>
    <message>
        <source>State of the review</source>
        <translation>Stand der Prüfung</translation>
    </message>
    <message>
        <source>Stronger differences</source>
        <translation>Stärkere Differenzen</translation>
    </message>
    <message>
        <source>Submit {what}</source>
        <translation>{what} einreichen</translation>
    </message>
    <message>
        <source>Suggestion {rank} is open again</source>
        <translation>Vorschlag {rank} ist wieder offen</translation>
    </message>
    <message>
        <source>Sun at {before}° and {after}°: the shadow of what stands {height} m high is {size} longer on the after scene and turned by {turn}°.</source>
        <translation>Sonne bei {before}° und {after}°: Der Schatten von {height} m Höhe ist in der Nachher-Szene {size} länger und um {turn}° gedreht.</translation>
    </message>
    <message>
        <source>Sun at {before}° and {after}°: the shadow of what stands {height} m high is {size} longer on the after scene.</source>
        <translation>Sonne bei {before}° und {after}°: Der Schatten von {height} m Höhe ist in der Nachher-Szene {size} länger.</translation>
    </message>
    <message>
        <source>Sun at {before}° and {after}°: the shadow of what stands {height} m high is {size} shorter on the after scene and turned by {turn}°.</source>
        <translation>Sonne bei {before}° und {after}°: Der Schatten von {height} m Höhe ist in der Nachher-Szene {size} kürzer und um {turn}° gedreht.</translation>
    </message>
    <message>
        <source>Sun at {before}° and {after}°: the shadow of what stands {height} m high is {size} shorter on the after scene.</source>
        <translation>Sonne bei {before}° und {after}°: Der Schatten von {height} m Höhe ist in der Nachher-Szene {size} kürzer.</translation>
    </message>
    <message>
        <source>Sun at {before}° and {after}°: too low for shadows to be compared.</source>
        <translation>Sonne bei {before}° und {after}°: zu tief, um Schatten zu vergleichen.</translation>
    </message>
    <message>
        <source>Sun azimuth, °</source>
        <translation>Sonnenazimut, °</translation>
    </message>
    <message>
        <source>Sun elevation, °</source>
        <translation>Sonnenhöhe, °</translation>
    </message>
    <message>
        <source>Swap again.</source>
        <translation>Tauschen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Take the file over, or save the annotations under another name.</source>
        <translation>Übernehmen Sie die Datei oder speichern Sie die Annotationen unter einem anderen Namen.</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Begriff</translation>
    </message>
    <message>
        <source>That file was left as it is. Your annotations are in {name} beside it, and are saved there from now on.</source>
        <translation>Jene Datei bleibt, wie sie ist. Ihre Annotationen liegen daneben in {name} und werden von jetzt an dort gespeichert.</translation>
    </message>
    <message>
        <source>The after scene {scene} of {name} is not the image that the others name; boxes are compared on the ground.</source>
        <translation>Die Nachher-Szene {scene} aus {name} ist nicht das Bild, das die anderen nennen; Boxen werden am Boden verglichen.</translation>
    </message>
    <message>
        <source>The after scene {scene} of {name} is not the image that the others name; its pixels are taken as theirs.</source>
        <translation>Die Nachher-Szene {scene} aus {name} ist nicht das Bild, das die anderen nennen; die Pixel gelten als die ihren.</translation>
    </message>
    <message>
        <source>The analyst&apos;s own word for the certainty</source>
        <translation>Das eigene Wort des Analysten für die Gewissheit</translation>
    </message>
    <message>
        <source>The annotations were edited meanwhile.</source>
        <translation>Die Annotationen wurden inzwischen bearbeitet.</translation>
    </message>
    <message>
        <source>The before scene was taken {time} after the after scene: no change interval is recorded. Swap the two, or correct a date.</source>
        <translation>Die Vorher-Szene wurde {time} nach der Nachher-Szene aufgenommen: Es wird kein Änderungszeitraum eingetragen. Vertauschen Sie die beiden oder korrigieren Sie ein Datum.</translation>
    </message>
    <message>
        <source>The classes that the number keys and the label list give.</source>
        <translation>Die Klassen, die über die Zifferntasten und die Labelliste gewählt werden.</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>Die Zwischenablage</translation>
    </message>
    <message>
        <source>The clipboard holds no annotations.</source>
        <translation>Die Zwischenablage enthält keine Annotationen.</translation>
    </message>
    <message>
        <source>The clipboard holds too much to paste.</source>
        <translation>Die Zwischenablage enthält zu viel zum Einfügen.</translation>
    </message>
    <message>
        <source>The date of {names} is not known: no change interval can be given. Enter it if you know it.</source>
        <translation>Das Datum ist nicht bekannt ({names}): Es kann kein Änderungszeitraum angegeben werden. Tragen Sie es ein, wenn Sie es kennen.</translation>
    </message>
    <message>
        <source>The date of {names} is not known; the change interval stays open there.</source>
        <translation>Das Datum von {names} ist nicht bekannt; dort bleibt der Änderungszeitraum offen.</translation>
    </message>
    <message>
        <source>The date of {scene} is not known, so nothing can be said about the time of a change.</source>
        <translation>Das Datum von {scene} ist nicht bekannt; über die Zeit einer Änderung lässt sich daher nichts sagen.</translation>
    </message>
    <message>
        <source>The files mean different images by the scene {scene}.</source>
        <translation>Die Dateien meinen mit der Szene {scene} verschiedene Bilder.</translation>
    </message>
    <message>
        <source>The files register {scene} differently; the newest registration is used for all.</source>
        <translation>Die Dateien registrieren {scene} verschieden; für alle gilt die neueste Registrierung.</translation>
    </message>
    <message>
        <source>The filter is longer than {limit} characters.</source>
        <translation>Der Filter ist länger als {limit} Zeichen.</translation>
    </message>
    <message>
        <source>The first is around {first}, the second around {second}.</source>
        <translation>Das erste liegt bei {first}, das zweite bei {second}.</translation>
    </message>
    <message>
        <source>The image has no georeferencing.</source>
        <translation>Das Bild hat keine Georeferenzierung.</translation>
    </message>
    <message>
        <source>The interval says so already.</source>
        <translation>Der Zeitraum sagt das bereits.</translation>
    </message>
    <message>
        <source>The label set declares {key} in {unit}.</source>
        <translation>Der Labelsatz gibt {key} in {unit} an.</translation>
    </message>
    <message>
        <source>The label set {path} cannot be read.</source>
        <translation>Der Labelsatz {path} ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The label set {path} does not exist.</source>
        <translation>Den Labelsatz {path} gibt es nicht.</translation>
    </message>
    <message>
        <source>The label set {path} is larger than {size} MB.</source>
        <translation>Der Labelsatz {path} ist größer als {size} MB.</translation>
    </message>
    <message>
        <source>The label set {path} is not UTF-8 text.</source>
        <translation>Der Labelsatz {path} ist kein UTF-8-Text.</translation>
    </message>
    <message>
        <source>The label set {path} is not a file.</source>
        <translation>Der Labelsatz {path} ist keine Datei.</translation>
    </message>
    <message>
        <source>The label {label} is not in {set}.</source>
        <translation>Das Label {label} ist nicht in {set}.</translation>
    </message>
    <message>
        <source>The lean of buildings is not known in the middle of the view</source>
        <translation>In der Mitte der Ansicht ist nicht bekannt, wohin Gebäude kippen</translation>
    </message>
    <message>
        <source>The new places are shown and will be saved.</source>
        <translation>Die neuen Lagen werden gezeigt und gespeichert.</translation>
    </message>
    <message>
        <source>The note</source>
        <translation>Die Notiz</translation>
    </message>
    <message>
        <source>The place in the after image</source>
        <translation>Die Stelle im Nachher-Bild</translation>
    </message>
    <message>
        <source>The place in the before image</source>
        <translation>Die Stelle im Vorher-Bild</translation>
    </message>
    <message>
        <source>The precision of a date is second or day, not {precision}.</source>
        <translation>Die Genauigkeit eines Datums ist second oder day, nicht {precision}.</translation>
    </message>
    <message>
        <source>The review cannot go on: {problem}</source>
        <translation>Die Prüfung kann nicht fortgesetzt werden: {problem}</translation>
    </message>
    <message>
        <source>The scale {scale} is out of range.</source>
        <translation>Der Maßstab {scale} liegt außerhalb des Bereichs.</translation>
    </message>
    <message>
        <source>The scenes were not swapped: {name} exists already.</source>
        <translation>Die Szenen wurden nicht vertauscht: {name} ist schon vorhanden.</translation>
    </message>
    <message>
        <source>The search grid cannot be laid.</source>
        <translation>Das Suchraster kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The search grid cannot be placed: {scene} has no place in this pair.</source>
        <translation>Das Suchraster kann nicht platziert werden: {scene} hat keinen Platz in diesem Bildpaar.</translation>
    </message>
    <message>
        <source>The settings could not be saved to {path}.</source>
        <translation>Die Einstellungen konnten nicht in {path} gespeichert werden.</translation>
    </message>
    <message>
        <source>The settings {path} are not readable ({reason}); the defaults are used.</source>
        <translation>Die Einstellungen {path} sind nicht lesbar ({reason}); es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The settings {path} cannot be read ({reason}); the defaults are used.</source>
        <translation>Die Einstellungen {path} können nicht gelesen werden ({reason}); es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The two versions are being merged.</source>
        <translation>Die beiden Fassungen werden zusammengeführt.</translation>
    </message>
    <message>
        <source>The value was not attached.</source>
        <translation>Der Wert wurde nicht angehängt.</translation>
    </message>
    <message>
        <source>The {label} does not say its {attribute}.</source>
        <translation>Bei {label} fehlt die Angabe {attribute}.</translation>
    </message>
    <message>
        <source>The {name} is longer than {limit} characters.</source>
        <translation>Die Angabe „{name}“ ist länger als {limit} Zeichen.</translation>
    </message>
    <message>
        <source>The {name} is not a number: {text}.</source>
        <translation>Die Angabe „{name}“ ist keine Zahl: {text}.</translation>
    </message>
    <message>
        <source>The {name} must be from {low} to {high}, not {found}.</source>
        <translation>Die Angabe „{name}“ muss zwischen {low} und {high} liegen, nicht bei {found}.</translation>
    </message>
    <message>
        <source>The {name} {text} is not clear, {why}.</source>
        <translation>{name}: {text} ist nicht eindeutig, {why}.</translation>
    </message>
    <message>
        <source>The {role} of {name} is missing: {href}.</source>
        <translation>Zu {name} fehlt ein Bild ({role}): {href}.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message numerus="yes">
        <source>There (is|are) %n more finding(s) in {name}.</source>
        <translation>
            <numerusform>In {name} gibt es %n weiteren Befund.</numerusform>
            <numerusform>In {name} gibt es %n weitere Befunde.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no coordinates.</source>
        <translation>Es sind keine Koordinaten angegeben.</translation>
    </message>
    <message>
        <source>There is no after image here</source>
        <translation>Hier ist kein Nachher-Bild</translation>
    </message>
    <message>
        <source>There is no area to search.</source>
        <translation>Es gibt keinen Suchbereich.</translation>
    </message>
    <message>
        <source>There is no before image here</source>
        <translation>Hier ist kein Vorher-Bild</translation>
    </message>
    <message>
        <source>There is no column “{name}”.</source>
        <translation>Es gibt keine Spalte „{name}“.</translation>
    </message>
    <message>
        <source>There is no earlier image.</source>
        <translation>Es gibt kein früheres Bild.</translation>
    </message>
    <message>
        <source>There is no image {scene} in this document.</source>
        <translation>In diesem Dokument gibt es kein Bild {scene}.</translation>
    </message>
    <message>
        <source>There is no later image.</source>
        <translation>Es gibt kein späteres Bild.</translation>
    </message>
    <message>
        <source>There is no room in the image to turn all of them</source>
        <translation>Im Bild ist kein Platz, um alle zu drehen</translation>
    </message>
    <message>
        <source>There is no scene {scene}.</source>
        <translation>Es gibt keine Szene {scene}.</translation>
    </message>
    <message>
        <source>There is no search grid yet.</source>
        <translation>Es gibt noch kein Suchraster.</translation>
    </message>
    <message>
        <source>There is no unsaved work to recover.</source>
        <translation>Es gibt keine nicht gespeicherte Arbeit wiederherzustellen.</translation>
    </message>
    <message>
        <source>They are shown, and stay as they are.</source>
        <translation>Sie werden gezeigt und bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>They stay in place ({reason}).</source>
        <translation>Die Datei bleibt, wo sie ist ({reason}).</translation>
    </message>
    <message>
        <source>They were kept as {name}.</source>
        <translation>Die Datei wurde als {name} aufgehoben.</translation>
    </message>
    <message>
        <source>This is the next to review; once more leaves it for later</source>
        <translation>Dies ist die nächste zu prüfende; noch einmal lässt sie für später</translation>
    </message>
    <message>
        <source>This point has no place on the ground</source>
        <translation>Dieser Punkt hat keinen Ort am Boden</translation>
    </message>
    <message>
        <source>This point is beyond the image&apos;s placement</source>
        <translation>Dieser Punkt liegt außerhalb der Lage des Bildes</translation>
    </message>
    <message>
        <source>Turn {what} to north</source>
        <translation>{what} nach Norden drehen</translation>
    </message>
    <message>
        <source>Turn {what} to the last angle</source>
        <translation>{what} auf den letzten Winkel drehen</translation>
    </message>
    <message>
        <source>Turned {turn}</source>
        <translation>Um {turn} gedreht</translation>
    </message>
    <message>
        <source>Type the angle into the inspector instead.</source>
        <translation>Geben Sie den Winkel stattdessen im Inspektor ein.</translation>
    </message>
    <message>
        <source>Understood as {form}.</source>
        <translation>Verstanden als {form}.</translation>
    </message>
    <message>
        <source>Understood as {form}: outside of it, it has {size}.</source>
        <translation>Verstanden als {form}: liegt außerhalb, das Bild hat {size}.</translation>
    </message>
    <message>
        <source>Understood as {form}: {place}, but neither image is georeferenced.</source>
        <translation>Verstanden als {form}: {place}, aber keines der Bilder ist georeferenziert.</translation>
    </message>
    <message>
        <source>Understood as {form}: {place}.</source>
        <translation>Verstanden als {form}: {place}.</translation>
    </message>
    <message>
        <source>Understood as {form}: {place}: {distance}.</source>
        <translation>Verstanden als {form}: {place}: {distance}.</translation>
    </message>
    <message>
        <source>Undid: {step}</source>
        <translation>Rückgängig: {step}</translation>
    </message>
    <message>
        <source>Undo brings the old ones back.</source>
        <translation>Rückgängig bringt die alten zurück.</translation>
    </message>
    <message>
        <source>Undo takes “{step}” back.</source>
        <translation>Rückgängig nimmt „{step}“ zurück.</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Unlock {what}</source>
        <translation>{what} entsperren</translation>
    </message>
    <message>
        <source>Unsaved work cannot be noted down, so a crash could lose it.</source>
        <translation>Nicht gespeicherte Arbeit lässt sich nicht festhalten; ein Absturz könnte sie vernichten.</translation>
    </message>
    <message numerus="yes">
        <source>Unsaved work on %n file(s) is still kept: {names}.</source>
        <translation>
            <numerusform>Nicht gespeicherte Arbeit an %n Datei liegt noch bereit: {names}.</numerusform>
            <numerusform>Nicht gespeicherte Arbeit an %n Dateien liegt noch bereit: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Update change interval of %n annotation(s)</source>
        <translation>
            <numerusform>Änderungszeitraum von %n Annotation aktualisieren</numerusform>
            <numerusform>Änderungszeitraum von %n Annotationen aktualisieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Values that were measured and attached</source>
        <translation>Gemessene und angehängte Werte</translation>
    </message>
    <message>
        <source>View and sun are alike on both dates.</source>
        <translation>Blickrichtung und Sonne sind bei beiden Aufnahmen gleich.</translation>
    </message>
    <message>
        <source>View azimuth, °</source>
        <translation>Blickazimut, °</translation>
    </message>
    <message>
        <source>Views not linked</source>
        <translation>Ansichten entkoppelt</translation>
    </message>
    <message>
        <source>W</source>
        <comment>wind</comment>
        <translation>W</translation>
    </message>
    <message>
        <source>Weaker differences</source>
        <translation>Schwächere Differenzen</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>What is changed here is kept in the journal, not in the file.</source>
        <translation>Was hier geändert wird, steht im Journal, nicht in der Datei.</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>What was rejected on this pair earlier cannot be read ({reason}).</source>
        <translation>Was an diesem Bildpaar früher abgelehnt wurde, ist nicht lesbar ({reason}).</translation>
    </message>
    <message>
        <source>What was rejected on this pair earlier cannot be used ({reason}).</source>
        <translation>Was an diesem Bildpaar früher abgelehnt wurde, ist nicht verwendbar ({reason}).</translation>
    </message>
    <message>
        <source>What was rejected on this pair earlier cannot be used ({reason}); it was set aside as {name}.</source>
        <translation>Was an diesem Bildpaar früher abgelehnt wurde, ist nicht verwendbar ({reason}); es wurde als {name} beiseitegelegt.</translation>
    </message>
    <message>
        <source>When it was last edited, UTC</source>
        <translation>Wann zuletzt bearbeitet, UTC</translation>
    </message>
    <message>
        <source>Where north is in the image.</source>
        <translation>Wo im Bild Norden ist.</translation>
    </message>
    <message>
        <source>Where north is in {scene} is not known.</source>
        <translation>Wo in {scene} Norden ist, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Where small levels of large images are kept, and what else can be made again.</source>
        <translation>Wo verkleinerte Stufen großer Bilder liegen und was sonst neu erzeugt werden kann.</translation>
    </message>
    <message>
        <source>Whether addresses (https://, s3://) may be opened. Nothing is ever fetched that you did not name.</source>
        <translation>Ob Adressen (https://, s3://) geöffnet werden dürfen. Es wird nie etwas abgerufen, das Sie nicht angegeben haben.</translation>
    </message>
    <message>
        <source>Whether the geometry differs cannot be told: sun angles are not known.</source>
        <translation>Ob die Geometrie verschieden ist, lässt sich nicht sagen: Sonnenwinkel sind nicht bekannt.</translation>
    </message>
    <message>
        <source>Whether the geometry differs cannot be told: view and sun angles are not known.</source>
        <translation>Ob die Geometrie verschieden ist, lässt sich nicht sagen: Blick- und Sonnenwinkel sind nicht bekannt.</translation>
    </message>
    <message>
        <source>Whether the geometry differs cannot be told: view angles are not known.</source>
        <translation>Ob die Geometrie verschieden ist, lässt sich nicht sagen: Blickwinkel sind nicht bekannt.</translation>
    </message>
    <message>
        <source>Whether the names of boxes are shown.</source>
        <translation>Ob die Namen der Boxen gezeigt werden.</translation>
    </message>
    <message>
        <source>Who drew it</source>
        <translation>Wer sie gezeichnet hat</translation>
    </message>
    <message>
        <source>Without georeferencing there is no value in metres to attach.</source>
        <translation>Ohne Georeferenzierung gibt es keinen Wert in Metern zum Anhängen.</translation>
    </message>
    <message>
        <source>Work goes on and is saved as always; make room or allow writing there.</source>
        <translation>Die Arbeit geht weiter und wird wie immer gespeichert; schaffen Sie Platz oder erlauben Sie dort das Schreiben.</translation>
    </message>
    <message>
        <source>Write for example {column}&gt;20.</source>
        <translation>Schreiben Sie zum Beispiel {column}&gt;20.</translation>
    </message>
    <message>
        <source>Write {column}:… or {column}=…</source>
        <translation>Schreiben Sie {column}:… oder {column}=…</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Persönlich</translation>
    </message>
    <message>
        <source>Your edit and theirs would be mixed up.</source>
        <translation>Ihre Änderung und die fremde würden vermischt.</translation>
    </message>
    <message>
        <source>a number from {low} to {high}</source>
        <translation>eine Zahl von {low} bis {high}</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a whole number from {low} to {high}</source>
        <translation>eine ganze Zahl von {low} bis {high}</translation>
    </message>
    <message>
        <source>acquisition</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>affine</source>
        <comment>model</comment>
        <translation>affin</translation>
    </message>
    <message>
        <source>affine</source>
        <translation>affin</translation>
    </message>
    <message>
        <source>after image</source>
        <translation>Nachher-Bild</translation>
    </message>
    <message>
        <source>after turned {turn}</source>
        <translation>Nachher um {turn} gedreht</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>an unknown place</source>
        <translation>einem unbekannten Ort</translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>Annotation</translation>
    </message>
    <message>
        <source>as the annotation file says</source>
        <translation>laut Annotationsdatei</translation>
    </message>
    <message>
        <source>attribution</source>
        <translation>Quellenangabe</translation>
    </message>
    <message>
        <source>before image</source>
        <translation>Vorher-Bild</translation>
    </message>
    <message>
        <source>before turned {turn}</source>
        <translation>Vorher um {turn} gedreht</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>box</source>
        <translation>Box</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>by way of another date</source>
        <translation>über einen anderen Zeitpunkt</translation>
    </message>
    <message>
        <source>change seen</source>
        <translation>Änderung gesehen</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>ohne Befund</translation>
    </message>
    <message>
        <source>cloud cover</source>
        <translation>Bewölkung</translation>
    </message>
    <message>
        <source>computed {value} from time and place</source>
        <translation>{value} aus Zeit und Ort berechnet</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>date unknown</source>
        <translation>Datum unbekannt</translation>
    </message>
    <message>
        <source>down</source>
        <comment>way</comment>
        <translation>nach unten</translation>
    </message>
    <message>
        <source>down left</source>
        <comment>way</comment>
        <translation>nach links unten</translation>
    </message>
    <message>
        <source>down right</source>
        <comment>way</comment>
        <translation>nach rechts unten</translation>
    </message>
    <message>
        <source>drawn on after</source>
        <translation>auf Nachher gezeichnet</translation>
    </message>
    <message>
        <source>drawn on before</source>
        <translation>auf Vorher gezeichnet</translation>
    </message>
    <message>
        <source>examined</source>
        <translation>untersucht</translation>
    </message>
    <message>
        <source>feature {id}</source>
        <translation>Objekt {id}</translation>
    </message>
    <message>
        <source>file name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>from the image</source>
        <translation>aus dem Bild</translation>
    </message>
    <message>
        <source>from the next pair on</source>
        <translation>ab dem nächsten Bildpaar</translation>
    </message>
    <message>
        <source>from the next start on</source>
        <translation>ab dem nächsten Start</translation>
    </message>
    <message>
        <source>from {source}</source>
        <translation>aus {source}</translation>
    </message>
    <message>
        <source>gray</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>ground control points</source>
        <translation>Passpunkte</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>ausgeblendet</translation>
    </message>
    <message>
        <source>ilmtool validate {name} lists them all.</source>
        <translation>ilmtool validate {name} listet alle auf.</translation>
    </message>
    <message>
        <source>image {scene}</source>
        <translation>Bild {scene}</translation>
    </message>
    <message>
        <source>it has a box that is none</source>
        <translation>eine der Boxen ist keine</translation>
    </message>
    <message>
        <source>it has no list of boxes</source>
        <translation>eine Liste von Boxen fehlt</translation>
    </message>
    <message>
        <source>it is far too large</source>
        <translation>viel zu groß</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>kein JSON-Objekt</translation>
    </message>
    <message>
        <source>it is of another version</source>
        <translation>von einer anderen Version</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>left</source>
        <comment>way</comment>
        <translation>nach links</translation>
    </message>
    <message>
        <source>letters, digits, - and _</source>
        <translation>Buchstaben, Ziffern, - und _</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>Zeile {line}</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>mine, {who}: {label}</source>
        <translation>meine, {who}: {label}</translation>
    </message>
    <message>
        <source>neither image says from where it was taken, or both are from straight above</source>
        <translation>kein Bild gibt an, von wo es aufgenommen wurde, oder beide sind von senkrecht oben</translation>
    </message>
    <message>
        <source>no analyst&apos;s file</source>
        <translation>keine Datei eines Analysten</translation>
    </message>
    <message>
        <source>no image</source>
        <translation>kein Bild</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>kein Label</translation>
    </message>
    <message>
        <source>no pair has two files</source>
        <translation>kein Bildpaar hat zwei Dateien</translation>
    </message>
    <message>
        <source>no pair is open</source>
        <translation>es ist kein Bildpaar geöffnet</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>none</source>
        <comment>coordinate reference system</comment>
        <translation>keines</translation>
    </message>
    <message>
        <source>none</source>
        <comment>placement</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>nicht benannt</translation>
    </message>
    <message>
        <source>obscured</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>observation</source>
        <translation>Beobachtung</translation>
    </message>
    <message>
        <source>off-nadir angle</source>
        <translation>Off-Nadir-Winkel</translation>
    </message>
    <message>
        <source>one file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>outside of the images</source>
        <translation>außerhalb der Bilder</translation>
    </message>
    <message>
        <source>palette</source>
        <translation>Palette</translation>
    </message>
    <message>
        <source>place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>right</source>
        <comment>way</comment>
        <translation>nach rechts</translation>
    </message>
    <message>
        <source>scaled to the other image</source>
        <translation>auf das andere Bild skaliert</translation>
    </message>
    <message>
        <source>searched</source>
        <translation>untersucht</translation>
    </message>
    <message>
        <source>searched: {result}</source>
        <translation>untersucht: {result}</translation>
    </message>
    <message>
        <source>shadow, base to shadow tip</source>
        <translation>Schatten, Fuß bis Schattenspitze</translation>
    </message>
    <message>
        <source>shadow, roof edge to shadow tip</source>
        <translation>Schatten, Dachkante bis Schattenspitze</translation>
    </message>
    <message>
        <source>shift</source>
        <comment>model</comment>
        <translation>Versatz</translation>
    </message>
    <message>
        <source>similarity</source>
        <comment>model</comment>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>size of a pixel</source>
        <translation>Größe eines Pixels</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
    <message>
        <source>stated</source>
        <translation>angegeben</translation>
    </message>
    <message>
        <source>sun azimuth</source>
        <translation>Sonnenazimut</translation>
    </message>
    <message>
        <source>sun elevation</source>
        <translation>Sonnenhöhe</translation>
    </message>
    <message>
        <source>tags of the image</source>
        <translation>Tags des Bildes</translation>
    </message>
    <message>
        <source>the absolute path of a folder, or nothing for the usual place</source>
        <translation>der absolute Pfad eines Ordners oder nichts für den üblichen Ort</translation>
    </message>
    <message>
        <source>the after image has no georeferencing</source>
        <translation>das Nachher-Bild hat keine Georeferenzierung</translation>
    </message>
    <message>
        <source>the name of a label set that ships, or the path of a TOML file</source>
        <translation>der Name eines mitgelieferten Labelsatzes oder der Pfad einer TOML-Datei</translation>
    </message>
    <message>
        <source>theirs, {who}: {label}</source>
        <translation>andere, {who}: {label}</translation>
    </message>
    <message>
        <source>true or false</source>
        <comment>values of a file, which stay as they are</comment>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>undefined</source>
        <translation>nicht festgelegt</translation>
    </message>
    <message>
        <source>unseen</source>
        <translation>ungesehen</translation>
    </message>
    <message>
        <source>up</source>
        <comment>way</comment>
        <translation>nach oben</translation>
    </message>
    <message>
        <source>up left</source>
        <comment>way</comment>
        <translation>nach links oben</translation>
    </message>
    <message>
        <source>up right</source>
        <comment>way</comment>
        <translation>nach rechts oben</translation>
    </message>
    <message>
        <source>vendor metadata</source>
        <translation>Metadaten des Anbieters</translation>
    </message>
    <message>
        <source>view azimuth</source>
        <translation>Blickazimut</translation>
    </message>
    <message>
        <source>{angle} from the vertical at the ground</source>
        <translation>{angle} aus der Senkrechten am Boden</translation>
    </message>
    <message>
        <source>{angle}° clockwise</source>
        <translation>{angle}° im Uhrzeigersinn</translation>
    </message>
    <message>
        <source>{angle}° counter-clockwise</source>
        <translation>{angle}° gegen den Uhrzeigersinn</translation>
    </message>
    <message>
        <source>{annotation}; {place} of {total}</source>
        <translation>{annotation}; {place} von {total}</translation>
    </message>
    <message>
        <source>{before} ({before_date}) is shown as before, but was taken after {after} ({after_date}). No change interval is recorded in this order.</source>
        <translation>{before} ({before_date}) wird als Vorher gezeigt, wurde aber nach {after} ({after_date}) aufgenommen. In dieser Reihenfolge wird kein Änderungszeitraum festgehalten.</translation>
    </message>
    <message>
        <source>{before} and {after} do not overlap on the ground.</source>
        <translation>{before} und {after} überlappen sich am Boden nicht.</translation>
    </message>
    <message>
        <source>{column} has no order for {sign}.</source>
        <translation>{column} lässt sich nicht mit {sign} vergleichen.</translation>
    </message>
    <message>
        <source>{count} left out: they are no polygons.</source>
        <translation>{count} ausgelassen: keine Polygone.</translation>
    </message>
    <message>
        <source>{count} left out: they cover nothing.</source>
        <translation>{count} ausgelassen: ohne Fläche.</translation>
    </message>
    <message>
        <source>{count} left out: they cross themselves.</source>
        <translation>{count} ausgelassen: überkreuzen sich selbst.</translation>
    </message>
    <message>
        <source>{count} left out: they have no place in these images.</source>
        <translation>{count} ausgelassen: ohne Ort in diesen Bildern.</translation>
    </message>
    <message>
        <source>{count} left out: they lie outside of both images.</source>
        <translation>{count} ausgelassen: außerhalb beider Bilder.</translation>
    </message>
    <message>
        <source>{count} pasted.</source>
        <translation>{count} eingefügt.</translation>
    </message>
    <message>
        <source>{count} years</source>
        <translation>{count} Jahre</translation>
    </message>
    <message>
        <source>{count} {label}</source>
        <translation>{count} {label}</translation>
    </message>
    <message>
        <source>{count} {result}</source>
        <translation>{count} {result}</translation>
    </message>
    <message>
        <source>{date} is in the future.</source>
        <translation>{date} liegt in der Zukunft.</translation>
    </message>
    <message>
        <source>{folder} cannot be read.</source>
        <translation>{folder} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{folder} holds more than {limit} annotation files.</source>
        <translation>{folder} enthält mehr als {limit} Annotationsdateien.</translation>
    </message>
    <message>
        <source>{folder}, or the file itself, cannot be written to.</source>
        <translation>In {folder} oder in die Datei selbst lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{image} was not among the scenes of {file}; it is added as {scene}.</source>
        <translation>{image} war nicht unter den Szenen von {file} und wird als {scene} hinzugefügt.</translation>
    </message>
    <message>
        <source>{length} {wind} of the after image</source>
        <translation>{length} {wind} des Nachher-Bildes</translation>
    </message>
    <message>
        <source>{length} {wind} of the before image</source>
        <translation>{length} {wind} des Vorher-Bildes</translation>
    </message>
    <message>
        <source>{limit} is the limit.</source>
        <translation>{limit} ist die Grenze.</translation>
    </message>
    <message>
        <source>{model}, RMS below {rms} px</source>
        <translation>{model}, RMS unter {rms} px</translation>
    </message>
    <message>
        <source>{model}, RMS {rms} px</source>
        <translation>{model}, RMS {rms} px</translation>
    </message>
    <message>
        <source>{most} or {last}</source>
        <translation>{most} oder {last}</translation>
    </message>
    <message>
        <source>{names} cannot be first seen on {date}: that is not after the image it was last not seen on.</source>
        <translation>„Zuerst gesehen“ am {date} ist für {names} nicht möglich: Das liegt nicht nach dem Bild mit „zuletzt nicht gesehen“.</translation>
    </message>
    <message>
        <source>{names} cannot be last not seen on {date}: that is not before the image it was first seen on.</source>
        <translation>„Zuletzt nicht gesehen“ am {date} ist für {names} nicht möglich: Das liegt nicht vor dem Bild mit „zuerst gesehen“.</translation>
    </message>
    <message>
        <source>{names} changed since the review began; decided conflicts stay decided.</source>
        <translation>Seit Beginn der Prüfung geändert: {names}; entschiedene Konflikte bleiben entschieden.</translation>
    </message>
    <message>
        <source>{names} has no georeferencing; the before image is scaled to the after image.</source>
        <translation>Keine Georeferenzierung: {names}; das Vorher-Bild wird auf das Nachher-Bild skaliert.</translation>
    </message>
    <message>
        <source>{name} (my copy)</source>
        <translation>{name} (meine Kopie)</translation>
    </message>
    <message numerus="yes">
        <source>{name} and %n more</source>
        <translation>
            <numerusform>{name} und %n weitere</numerusform>
            <numerusform>{name} und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} ist nicht lesbar.</translation>
    </message>
    <message>
        <source>{name} could not be saved because of a defect in ilmtool.</source>
        <translation>{name} konnte wegen eines Fehlers in ilmtool nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>{name} does not say which images are before and after.</source>
        <translation>{name} sagt nicht, welche Bilder Vorher und Nachher sind.</translation>
    </message>
    <message>
        <source>{name} exists already, and is not the consensus of these two files.</source>
        <translation>{name} ist schon vorhanden und ist nicht der Konsens dieser beiden Dateien.</translation>
    </message>
    <message>
        <source>{name} exists already.</source>
        <translation>{name} ist schon vorhanden.</translation>
    </message>
    <message>
        <source>{name} exists already: a colleague has begun to settle these two files.</source>
        <translation>{name} ist schon vorhanden: Ein Kollege hat begonnen, diese beiden Dateien zu entscheiden.</translation>
    </message>
    <message>
        <source>{name} has no ending that names a picture format.</source>
        <translation>{name} hat keine Endung, die ein Bildformat nennt.</translation>
    </message>
    <message>
        <source>{name} has no georeferencing, so there is no scale.</source>
        <translation>{name} hat keine Georeferenzierung, daher gibt es keinen Maßstab.</translation>
    </message>
    <message>
        <source>{name} is not a file.</source>
        <translation>{name} ist keine Datei.</translation>
    </message>
    <message>
        <source>{name} is not written over, because a newer version of ilmtool made it.</source>
        <translation>{name} wird nicht überschrieben, weil die Datei von einer neueren Version von ilmtool stammt.</translation>
    </message>
    <message>
        <source>{name} is not written over, because it cannot be read.</source>
        <translation>{name} wird nicht überschrieben, weil die Datei nicht lesbar ist.</translation>
    </message>
    <message>
        <source>{name} is of another pair.</source>
        <translation>{name} gehört zu einem anderen Bildpaar.</translation>
    </message>
    <message>
        <source>{name} is one image.</source>
        <translation>{name} ist ein einzelnes Bild.</translation>
    </message>
    <message>
        <source>{name} is open read-only: {holder} has it open.</source>
        <translation>{name} ist nur zum Lesen geöffnet: {holder} hat die Datei geöffnet.</translation>
    </message>
    <message>
        <source>{name} names images in the network: {urls}.</source>
        <translation>{name} nennt Bilder im Netz: {urls}.</translation>
    </message>
    <message>
        <source>{name} names its sources outside its own folders; they are not opened.</source>
        <translation>{name} nennt Quellen außerhalb der eigenen Ordner; sie werden nicht geöffnet.</translation>
    </message>
    <message>
        <source>{name} names its {role} by something that is not a local file: {href}.</source>
        <translation>{name} nennt als Bild ({role}) etwas, das keine lokale Datei ist: {href}.</translation>
    </message>
    <message>
        <source>{name} names its {role} outside its own folders: {href}.</source>
        <translation>{name} nennt ein Bild ({role}) außerhalb der eigenen Ordner: {href}.</translation>
    </message>
    <message>
        <source>{name} of the old order is now {aside}.</source>
        <translation>{name} der alten Reihenfolge heißt jetzt {aside}.</translation>
    </message>
    <message>
        <source>{name} stays.</source>
        <translation>{name} bleibt.</translation>
    </message>
    <message>
        <source>{name} was changed by somebody else since it was opened.</source>
        <translation>{name} wurde seit dem Öffnen von jemand anderem geändert.</translation>
    </message>
    <message>
        <source>{name} was changed by somebody else, and in part in the same places as here.</source>
        <translation>{name} wurde von jemand anderem geändert, zum Teil an denselben Stellen wie hier.</translation>
    </message>
    <message>
        <source>{name} was changed by somebody else; both versions are merged.</source>
        <translation>{name} wurde von jemand anderem geändert; beide Fassungen sind zusammengeführt.</translation>
    </message>
    <message>
        <source>{name} was given twice.</source>
        <translation>{name} wurde zweimal angegeben.</translation>
    </message>
    <message>
        <source>{name} was not saved, because somebody changed it meanwhile.</source>
        <translation>{name} wurde nicht gespeichert, weil die Datei inzwischen geändert wurde.</translation>
    </message>
    <message>
        <source>{name} was not saved.</source>
        <translation>{name} wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>{note}; the file says nothing</source>
        <translation>{note}; die Datei sagt nichts</translation>
    </message>
    <message>
        <source>{note}; the file says {value}</source>
        <translation>{note}; die Datei sagt {value}</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation>{one} und {other}</translation>
    </message>
    <message>
        <source>{other} holds another version of {name}.</source>
        <translation>{other} enthält eine andere Fassung von {name}.</translation>
    </message>
    <message>
        <source>{path} could not be renamed.</source>
        <translation>{path} konnte nicht umbenannt werden.</translation>
    </message>
    <message>
        <source>{path}: the setting `{name}` has a value that cannot be used.</source>
        <translation>{path}: Die Einstellung `{name}` hat einen unbrauchbaren Wert.</translation>
    </message>
    <message>
        <source>{path}: the setting `{name}` has a value that cannot be used; the next change keeps it as `{aside}`.</source>
        <translation>{path}: Die Einstellung `{name}` hat einen unbrauchbaren Wert; die nächste Änderung hebt ihn als `{aside}` auf.</translation>
    </message>
    <message>
        <source>{path}: the setting `{name}` is {text}, and must be {allowed}; {used} is used.</source>
        <translation>{path}: Die Einstellung `{name}` ist {text}; zulässig ist {allowed}. Verwendet wird {used}.</translation>
    </message>
    <message>
        <source>{placement}, at {height} m height</source>
        <translation>{placement}, in {height} m Höhe</translation>
    </message>
    <message>
        <source>{problem} The file is left as it is.</source>
        <translation>{problem} Die Datei bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>{problem} The launch site set is used instead.</source>
        <translation>{problem} Stattdessen wird der Labelsatz „launch site“ verwendet.</translation>
    </message>
    <message>
        <source>{scene} cannot be placed on {other}; its pixels are taken as those of the other.</source>
        <translation>{scene} lässt sich nicht auf {other} legen; die Pixel gelten als die der anderen Szene.</translation>
    </message>
    <message>
        <source>{seen} of {total} ({share} %)</source>
        <translation>{seen} von {total} ({share} %)</translation>
    </message>
    <message>
        <source>{seen} of {total} cells seen ({share} % of the area)</source>
        <translation>{seen} von {total} Zellen gesehen ({share} % der Fläche)</translation>
    </message>
    <message>
        <source>{size}, top edge {azimuth}°</source>
        <translation>{size}, Oberkante {azimuth}°</translation>
    </message>
    <message>
        <source>{some} and {one}</source>
        <translation>{some} und {one}</translation>
    </message>
    <message>
        <source>{step}; changed between {start} and {end}</source>
        <translation>{step}; geändert zwischen {start} und {end}</translation>
    </message>
    <message>
        <source>{text} is not a date like 2019-03-02 or 2019-03-02T02:15:00Z.</source>
        <translation>{text} ist kein Datum wie 2019-03-02 oder 2019-03-02T02:15:00Z.</translation>
    </message>
    <message>
        <source>{time} apart.</source>
        <translation>{time} auseinander.</translation>
    </message>
    <message>
        <source>{values}, {bits} bit used</source>
        <translation>{values}, {bits} Bit genutzt</translation>
    </message>
    <message>
        <source>{who} on this computer</source>
        <translation>{who} auf diesem Computer</translation>
    </message>
    <message>
        <source>{who} on {host}</source>
        <translation>{who} auf {host}</translation>
    </message>
    <message>
        <source>“{text}” is no number.</source>
        <translation>„{text}“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>“{text}” is not clear, {why}.</source>
        <translation>„{text}“ ist nicht eindeutig, {why}.</translation>
    </message>
</context>
</TS>
