<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source>$.{key} is nested more than {limit} levels deep</source>
        <translation>$.{key} ist mehr als {limit} Ebenen tief verschachtelt</translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s) (is|are) left out.</source>
        <translation>
            <numerusform>%n weiterer Befund ist weggelassen.</numerusform>
            <numerusform>%n weitere Befunde sind weggelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more finding(s) of severity {severity} (is|are) left out.</source>
        <translation>
            <numerusform>%n weiterer Befund der Schwere „{severity}“ ist weggelassen.</numerusform>
            <numerusform>%n weitere Befunde der Schwere „{severity}“ sind weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A box</source>
        <translation>Eine Box</translation>
    </message>
    <message>
        <source>A hole of geometry is not clockwise.</source>
        <translation>Ein Loch in geometry läuft nicht im Uhrzeigersinn.</translation>
    </message>
    <message>
        <source>A registration speaks of {scene}, which is no scene of this file.</source>
        <translation>Eine Registrierung spricht von {scene}; diese Szene hat die Datei nicht.</translation>
    </message>
    <message>
        <source>A ring of the geometry is not closed.</source>
        <translation>Ein Ring der Geometrie ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>Allow writing there, or save to another folder.</source>
        <translation>Erlauben Sie dort das Schreiben, oder speichern Sie in einem anderen Ordner.</translation>
    </message>
    <message>
        <source>An examined area has no result.</source>
        <translation>Ein untersuchter Bereich hat kein Ergebnis.</translation>
    </message>
    <message>
        <source>Bring the folder or drive back and save again, or save to another folder.</source>
        <translation>Bringen Sie Ordner oder Laufwerk zurück und speichern Sie erneut, oder speichern Sie in einem anderen Ordner.</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>Prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
        <source>Choose an id such as anna or analyst-7.</source>
        <translation>Wählen Sie eine Kennung wie anna oder analyst-7.</translation>
    </message>
    <message>
        <source>Choose another id.</source>
        <translation>Wählen Sie eine andere Kennung.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Convert it to WGS 84, e.g. with: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES NEW OLD</source>
        <translation>Wandeln Sie sie in WGS 84 um, etwa mit: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES NEU ALT</translation>
    </message>
    <message>
        <source>Correct the file in a text editor, or restore an earlier version of it.</source>
        <translation>Berichtigen Sie die Datei in einem Texteditor, oder stellen Sie eine frühere Fassung wieder her.</translation>
    </message>
    <message>
        <source>Correct the header in a text editor, or restore an earlier version of the file.</source>
        <translation>Berichtigen Sie den Kopf in einem Texteditor, oder stellen Sie eine frühere Fassung der Datei wieder her.</translation>
    </message>
    <message>
        <source>Divide the file, e.g. with ogr2ogr and a query.</source>
        <translation>Teilen Sie die Datei, etwa mit ogr2ogr und einer Abfrage.</translation>
    </message>
    <message>
        <source>Free some space and save again, or save to another folder.</source>
        <translation>Schaffen Sie Platz und speichern Sie erneut, oder speichern Sie in einem anderen Ordner.</translation>
    </message>
    <message>
        <source>Half a character (a lone surrogate) becomes U+FFFD.</source>
        <translation>Ein halbes Zeichen (ein einzelnes Surrogat) wird zu U+FFFD.</translation>
    </message>
    <message>
        <source>It becomes part of a file name: letters, digits, - and _, at most 64 of them, no dot.</source>
        <translation>Sie wird Teil eines Dateinamens: Buchstaben, Ziffern, - und _, höchstens 64 davon, kein Punkt.</translation>
    </message>
    <message>
        <source>It has {size} bytes; at most {limit} are read.</source>
        <translation>Sie hat {size} Bytes; höchstens {limit} werden gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>Its %n annotation(s) keep(s|) (its|their) pixels, which may be wrong; place (it|them) anew.</source>
        <translation>
            <numerusform>Ihre %n Annotation behält ihre Pixel, die falsch sein können; setzen Sie sie neu.</numerusform>
            <numerusform>Ihre %n Annotationen behalten ihre Pixel, die falsch sein können; setzen Sie sie neu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its %n annotation(s) keep(s|) (its|their) pixels.</source>
        <translation>
            <numerusform>Ihre %n Annotation behält ihre Pixel.</numerusform>
            <numerusform>Ihre %n Annotationen behalten ihre Pixel.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its format version is {version}; this program knows {major}.x.</source>
        <translation>Die Formatversion ist {version}; dieses Programm kennt {major}.x.</translation>
    </message>
    <message>
        <source>Line {line}, $.features[{index}].geometry: {reason}. Nothing was changed.</source>
        <translation>Zeile {line}, $.features[{index}].geometry: {reason}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Lines end with CR LF.</source>
        <translation>Zeilen enden mit CR LF.</translation>
    </message>
    <message>
        <source>Name the annotation files in it.</source>
        <translation>Nennen Sie die Annotationsdateien darin.</translation>
    </message>
    <message>
        <source>No scene has the role {role}.</source>
        <translation>Keine Szene hat die Rolle {role}.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Remove one of them in a text editor, or give it another id.</source>
        <translation>Entfernen Sie eines davon in einem Texteditor, oder geben Sie ihm eine andere Kennung.</translation>
    </message>
    <message>
        <source>Restore an earlier version of it, or delete it to start anew.</source>
        <translation>Stellen Sie eine frühere Fassung wieder her, oder löschen Sie die Datei, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>Save again, or save to another folder.</source>
        <translation>Speichern Sie erneut, oder speichern Sie in einem anderen Ordner.</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>Speichern Sie sie als UTF-8.</translation>
    </message>
    <message>
        <source>Save to another folder.</source>
        <translation>Speichern Sie in einem anderen Ordner.</translation>
    </message>
    <message>
        <source>Save under a shorter name.</source>
        <translation>Speichern Sie unter einem kürzeren Namen.</translation>
    </message>
    <message>
        <source>That many are not read.</source>
        <translation>So viele werden nicht gelesen.</translation>
    </message>
    <message>
        <source>The change interval ends ({end}) before it starts ({start}).</source>
        <translation>Der Änderungszeitraum endet ({end}), bevor er beginnt ({start}).</translation>
    </message>
    <message>
        <source>The checksum of {scene} is not 1220 and 64 hexadecimal digits.</source>
        <translation>Die Prüfsumme von {scene} ist nicht 1220 und 64 hexadezimale Ziffern.</translation>
    </message>
    <message>
        <source>The feature had no id; it gets {id}.</source>
        <translation>Das Objekt hatte keine Kennung; es bekommt {id}.</translation>
    </message>
    <message>
        <source>The feature has no &quot;type&quot;:&quot;Feature&quot;; it is kept in the file as it is and not shown.</source>
        <translation>Das Objekt hat kein &quot;type&quot;:&quot;Feature&quot;; es bleibt unverändert in der Datei und wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>The feature has no imageGeometry; it can be placed from its geometry.</source>
        <translation>Das Objekt hat keine imageGeometry; es lässt sich aus seiner geometry verorten.</translation>
    </message>
    <message>
        <source>The feature has no polygon, in pixels or on the ground; it is kept in the file as it is and not shown.</source>
        <translation>Das Objekt hat kein Polygon, weder in Pixeln noch am Boden; es bleibt unverändert in der Datei und wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>The feature has properties that are no object; it is kept in the file as it is and not shown.</source>
        <translation>Das Objekt hat properties, die kein JSON-Objekt sind; es bleibt unverändert in der Datei und wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>The feature is longer than {limit} bytes; it is kept in the file as it is and not shown.</source>
        <translation>Das Objekt ist länger als {limit} Bytes; es bleibt unverändert in der Datei und wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>The feature is not an object; it is kept in the file as it is and not shown.</source>
        <translation>Der Eintrag ist kein JSON-Objekt; er bleibt unverändert in der Datei und wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>The feature nests more than {limit} levels; it is kept in the file as it is and not shown.</source>
        <translation>Das Objekt ist mehr als {limit} Ebenen tief; es bleibt unverändert in der Datei und wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>The features are not sorted by id; saving sorts them.</source>
        <translation>Die Objekte sind nicht nach Kennung sortiert; das Speichern sortiert sie.</translation>
    </message>
    <message>
        <source>The file has no ilmtool header; scenes named by the features: {scenes}.</source>
        <translation>Die Datei hat keinen ilmtool-Kopf; von den Objekten genannte Szenen: {scenes}.</translation>
    </message>
    <message>
        <source>The file starts with a UTF-8 byte order mark.</source>
        <translation>Die Datei beginnt mit einer UTF-8-Bytereihenfolgemarke.</translation>
    </message>
    <message>
        <source>The file system of {folder} does not hold files of that size.</source>
        <translation>Das Dateisystem von {folder} fasst keine Dateien dieser Größe.</translation>
    </message>
    <message>
        <source>The folder {folder} is not there any more.</source>
        <translation>Den Ordner {folder} gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The format version {version} is newer than this program.</source>
        <translation>Die Formatversion {version} ist neuer als dieses Programm.</translation>
    </message>
    <message>
        <source>The geometry cannot be used: {reason}.</source>
        <translation>Die Geometrie ist unbrauchbar: {reason}.</translation>
    </message>
    <message>
        <source>The geometry is not a polygon.</source>
        <translation>Die Geometrie ist kein Polygon.</translation>
    </message>
    <message>
        <source>The header does not name its format {format}.</source>
        <translation>Der Kopf nennt sein Format {format} nicht.</translation>
    </message>
    <message>
        <source>The header does not name its version.</source>
        <translation>Der Kopf nennt seine Version nicht.</translation>
    </message>
    <message>
        <source>The header has fewer than two scenes.</source>
        <translation>Der Kopf hat weniger als zwei Szenen.</translation>
    </message>
    <message>
        <source>The id was found in properties.id.</source>
        <translation>Die Kennung stand in properties.id.</translation>
    </message>
    <message>
        <source>The id {id!r} is not a UUID.</source>
        <translation>Die Kennung {id!r} ist keine UUID.</translation>
    </message>
    <message>
        <source>The image of {scene} is not the one that was annotated: {reasons}.</source>
        <translation>Das Bild der Szene {scene} ist nicht das annotierte: {reasons}.</translation>
    </message>
    <message>
        <source>The matrix of a registration maps the image onto a line.</source>
        <translation>Die Matrix einer Registrierung drückt das Bild auf eine Linie.</translation>
    </message>
    <message>
        <source>The member {name} occurs twice; the last one counts.</source>
        <translation>Der Eintrag {name} kommt zweimal vor; der letzte zählt.</translation>
    </message>
    <message>
        <source>The name is reserved for the file that a review writes.</source>
        <translation>Der Name ist der Datei vorbehalten, die eine Prüfung schreibt.</translation>
    </message>
    <message>
        <source>The name is too long for this file system.</source>
        <translation>Der Name ist für dieses Dateisystem zu lang.</translation>
    </message>
    <message>
        <source>The observation has no label.</source>
        <translation>Die Beobachtung hat kein Label.</translation>
    </message>
    <message>
        <source>The ring reaches out of the image {scene} ({cols} x {rows} px).</source>
        <translation>Der Ring ragt aus dem Bild {scene} ({cols} x {rows} px) heraus.</translation>
    </message>
    <message>
        <source>The shape is box, but the ring is no upright box.</source>
        <translation>Die Form ist box, der Ring ist aber keine aufrechte Box.</translation>
    </message>
    <message>
        <source>The shape is oriented_box, but the ring is no rectangle.</source>
        <translation>Die Form ist oriented_box, der Ring ist aber kein Rechteck.</translation>
    </message>
    <message>
        <source>The tie points of a registration cannot be used: {reason}.</source>
        <translation>Die Verknüpfungspunkte einer Registrierung sind unbrauchbar: {reason}.</translation>
    </message>
    <message>
        <source>The transform of {scene} maps its pixels onto a line.</source>
        <translation>Die Abbildung von {scene} drückt die Pixel auf eine Linie.</translation>
    </message>
    <message>
        <source>There is no space left for it in {folder}.</source>
        <translation>In {folder} ist kein Platz mehr dafür.</translation>
    </message>
    <message>
        <source>They are in line {line}. One would be lost, so the file is not opened and nothing was changed.</source>
        <translation>Sie stehen in Zeile {line}. Eines ginge verloren; deshalb wird die Datei nicht geöffnet, und nichts wurde geändert.</translation>
    </message>
    <message>
        <source>They are in lines {first} and {line}. One would be lost, so the file is not opened and nothing was changed.</source>
        <translation>Sie stehen in den Zeilen {first} und {line}. Eines ginge verloren; deshalb wird die Datei nicht geöffnet, und nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Update ilmtool, or open the file read-only.</source>
        <translation>Aktualisieren Sie ilmtool, oder öffnen Sie die Datei schreibgeschützt.</translation>
    </message>
    <message>
        <source>[{lon}, {lat}] is not a longitude and a latitude</source>
        <translation>[{lon}, {lat}] ist keine Länge und Breite</translation>
    </message>
    <message>
        <source>a GeometryCollection has no geometries</source>
        <translation>eine GeometryCollection hat keine geometries</translation>
    </message>
    <message>
        <source>a comment&apos;s author, time, text and resolved must be texts</source>
        <translation>author, time, text und resolved eines Kommentars müssen Texte sein</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message numerus="yes">
        <source>a number of %n digit(s)</source>
        <translation>
            <numerusform>eine Zahl mit %n Ziffer</numerusform>
            <numerusform>eine Zahl mit %n Ziffern</numerusform>
        </translation>
    </message>
    <message>
        <source>a number without bound</source>
        <translation>eine unbegrenzte Zahl</translation>
    </message>
    <message>
        <source>a point is not two numbers</source>
        <translation>ein Punkt besteht nicht aus zwei Zahlen</translation>
    </message>
    <message>
        <source>a point lies outside every image</source>
        <translation>ein Punkt liegt außerhalb jedes Bilds</translation>
    </message>
    <message>
        <source>a position is not two numbers or more</source>
        <translation>eine Position besteht nicht aus mindestens zwei Zahlen</translation>
    </message>
    <message>
        <source>a ring has fewer than three corners</source>
        <translation>ein Ring hat weniger als drei Ecken</translation>
    </message>
    <message>
        <source>a ring is not a list</source>
        <translation>ein Ring ist keine Liste</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>affine</source>
        <comment>kind of value</comment>
        <translation>affine Abbildung</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein JSON-Objekt</translation>
    </message>
    <message>
        <source>certainty is {value!r}: a word of the team&apos;s own list, or a slip.</source>
        <translation>certainty ist {value!r}: ein Wort aus der eigenen Liste des Teams oder ein Versehen.</translation>
    </message>
    <message>
        <source>coordinates are not nested as its type demands</source>
        <translation>coordinates sind nicht so verschachtelt, wie der Typ es verlangt</translation>
    </message>
    <message>
        <source>count</source>
        <comment>kind of value</comment>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>geometry and imageGeometry are more than half a pixel apart in {scene_id}.</source>
        <translation>geometry und imageGeometry liegen in {scene_id} mehr als ein halbes Pixel auseinander.</translation>
    </message>
    <message>
        <source>geometry is clockwise.</source>
        <translation>geometry läuft im Uhrzeigersinn.</translation>
    </message>
    <message>
        <source>geometry is not an object</source>
        <translation>geometry ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>geometry is null, though {scene} is georeferenced.</source>
        <translation>geometry ist null, obwohl {scene} georeferenziert ist.</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>it cannot be read ({reason})</source>
        <translation>nicht lesbar ({reason})</translation>
    </message>
    <message>
        <source>it contains half a character (a lone surrogate)</source>
        <translation>enthält ein halbes Zeichen (ein einzelnes Surrogat)</translation>
    </message>
    <message>
        <source>it does not name the scenes it places</source>
        <translation>die Szenen, die verortet werden, sind nicht genannt</translation>
    </message>
    <message>
        <source>it has another size</source>
        <translation>es hat eine andere Größe</translation>
    </message>
    <message>
        <source>it has more than {limit} points</source>
        <translation>hat mehr als {limit} Punkte</translation>
    </message>
    <message>
        <source>it has more than {limit} positions</source>
        <translation>hat mehr als {limit} Positionen</translation>
    </message>
    <message>
        <source>it has no &quot;features&quot;</source>
        <translation>&quot;features&quot; fehlt</translation>
    </message>
    <message>
        <source>it has no &quot;type&quot;</source>
        <translation>&quot;type&quot; fehlt</translation>
    </message>
    <message>
        <source>it has no coordinates</source>
        <translation>hat keine coordinates</translation>
    </message>
    <message>
        <source>it holds {kind} and not only objects</source>
        <translation>enthält nicht nur JSON-Objekte, sondern auch: {kind}</translation>
    </message>
    <message>
        <source>it is UTF-16 and not UTF-8</source>
        <translation>sie ist UTF-16 und nicht UTF-8</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>sie ist leer</translation>
    </message>
    <message>
        <source>it is longer than {limit} characters</source>
        <translation>ist länger als {limit} Zeichen</translation>
    </message>
    <message>
        <source>it is not JSON: line {line}, column {column}: {reason}</source>
        <translation>sie ist kein JSON: Zeile {line}, Spalte {column}: {reason}</translation>
    </message>
    <message>
        <source>it is not JSON: {reason}</source>
        <translation>sie ist kein JSON: {reason}</translation>
    </message>
    <message>
        <source>it is not a FeatureCollection ({reason})</source>
        <translation>sie ist keine FeatureCollection ({reason})</translation>
    </message>
    <message>
        <source>it is not a FeatureCollection: {reason}</source>
        <translation>sie ist keine FeatureCollection: {reason}</translation>
    </message>
    <message>
        <source>it is not a Polygon</source>
        <translation>ist kein Polygon</translation>
    </message>
    <message>
        <source>it is not a UTC datetime like 2019-03-02T02:15:00Z</source>
        <translation>ist keine UTC-Zeit wie 2019-03-02T02:15:00Z</translation>
    </message>
    <message>
        <source>it is not a list</source>
        <translation>das ist keine Liste</translation>
    </message>
    <message>
        <source>it is not an object</source>
        <translation>das ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>it is not six finite numbers</source>
        <translation>das sind keine sechs endlichen Zahlen</translation>
    </message>
    <message>
        <source>it is placed elsewhere on the ground</source>
        <translation>es liegt anderswo am Boden</translation>
    </message>
    <message>
        <source>it is {kind} and not a list of objects</source>
        <translation>ist {kind} und keine Liste von JSON-Objekten</translation>
    </message>
    <message>
        <source>it is {kind} and not a text</source>
        <translation>ist {kind} und kein Text</translation>
    </message>
    <message>
        <source>it is {kind} and not true or false</source>
        <translation>ist {kind} und weder true noch false</translation>
    </message>
    <message>
        <source>it is {value!r} and not {expected!r}</source>
        <translation>das ist {value!r} und nicht {expected!r}</translation>
    </message>
    <message>
        <source>it nests objects more than {limit} levels deep</source>
        <translation>sie verschachtelt Objekte mehr als {limit} Ebenen tief</translation>
    </message>
    <message>
        <source>it was a text of JSON</source>
        <translation>war ein Text aus JSON</translation>
    </message>
    <message>
        <source>its &quot;type&quot; is {kind!r}</source>
        <translation>&quot;type&quot; ist {kind!r}</translation>
    </message>
    <message>
        <source>its crs member at $.crs names another CRS ({name})</source>
        <translation>ihr Eintrag $.crs nennt ein anderes Bezugssystem ({name})</translation>
    </message>
    <message>
        <source>its file has changed</source>
        <translation>seine Datei hat sich geändert</translation>
    </message>
    <message>
        <source>line {line}, column {column}: it is not UTF-8</source>
        <translation>Zeile {line}, Spalte {column}: sie ist nicht UTF-8</translation>
    </message>
    <message>
        <source>number</source>
        <comment>kind of value</comment>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>point {number} is not a pair of positions</source>
        <translation>Punkt {number} ist kein Paar von Positionen</translation>
    </message>
    <message>
        <source>schema is not {schema}.</source>
        <translation>schema ist nicht {schema}.</translation>
    </message>
    <message>
        <source>shape</source>
        <comment>kind of value</comment>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>text</source>
        <comment>kind of value</comment>
        <translation>Text</translation>
    </message>
    <message>
        <source>the file ends too early</source>
        <translation>die Datei endet zu früh</translation>
    </message>
    <message>
        <source>the id {id!r} occurs twice</source>
        <translation>die Kennung {id!r} kommt zweimal vor</translation>
    </message>
    <message>
        <source>the member {name!r} occurs twice</source>
        <translation>der Eintrag {name!r} kommt zweimal vor</translation>
    </message>
    <message>
        <source>the ring was not closed</source>
        <translation>der Ring war nicht geschlossen</translation>
    </message>
    <message>
        <source>the scene has no id</source>
        <translation>die Szene hat keine Kennung</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>zu lang</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>{folder} cannot be written to, or another program has the file open.</source>
        <translation>In {folder} lässt sich nicht schreiben, oder ein anderes Programm hat die Datei geöffnet.</translation>
    </message>
    <message>
        <source>{folder}, or the file itself, cannot be written to.</source>
        <translation>In {folder} oder in die Datei selbst lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>{key} is missing.</source>
        <translation>{key} fehlt.</translation>
    </message>
    <message>
        <source>{key} is not a {kind} and is not used.</source>
        <translation>{key} ist nicht von der Art {kind} und wird nicht verwendet.</translation>
    </message>
    <message>
        <source>{key} is not used: {reason}.</source>
        <translation>{key} wird nicht verwendet: {reason}.</translation>
    </message>
    <message>
        <source>{key} is {value!r} and not a UTC datetime like 2019-03-02T02:15:00Z.</source>
        <translation>{key} ist {value!r} und keine UTC-Zeit wie 2019-03-02T02:15:00Z.</translation>
    </message>
    <message>
        <source>{key} is {value!r}, which is no scene of this file.</source>
        <translation>{key} ist {value!r}; diese Szene hat die Datei nicht.</translation>
    </message>
    <message>
        <source>{key} is {value!r}, which is none of {words}.</source>
        <translation>{key} ist {value!r}, keines von {words}.</translation>
    </message>
    <message>
        <source>{kind!r} is no type of geometry</source>
        <translation>{kind!r} ist keine Art von Geometrie</translation>
    </message>
    <message>
        <source>{member} covers nothing.</source>
        <translation>{member} bedeckt nichts.</translation>
    </message>
    <message>
        <source>{member} is not a simple polygon: {reason}.</source>
        <translation>{member} ist kein einfaches Polygon: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be read as an annotation file: at {path}, {reason}.</source>
        <translation>{name} ist nicht als Annotationsdatei lesbar: bei {path}: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be read as an annotation file: beside its features it holds {reason}.</source>
        <translation>{name} ist nicht als Annotationsdatei lesbar: neben den Objekten steht darin {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be read as an annotation file: {reason}.</source>
        <translation>{name} ist nicht als Annotationsdatei lesbar: {reason}.</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} ist nicht lesbar.</translation>
    </message>
    <message>
        <source>{name} cannot be read: it is a folder.</source>
        <translation>{name} ist nicht lesbar: ein Ordner.</translation>
    </message>
    <message>
        <source>{name} could not be saved; the file on disk is as it was.</source>
        <translation>{name} konnte nicht gespeichert werden; die Datei auf der Platte ist unverändert.</translation>
    </message>
    <message>
        <source>{name} has a geometry that has no place in {scene}.</source>
        <translation>{name} hat eine Geometrie, die in {scene} keinen Ort hat.</translation>
    </message>
    <message>
        <source>{name} has more than {limit} features.</source>
        <translation>{name} hat mehr als {limit} Objekte.</translation>
    </message>
    <message>
        <source>{name} has two features with the id {key}.</source>
        <translation>{name} hat zwei Objekte mit der Kennung {key}.</translation>
    </message>
    <message>
        <source>{name} is not in longitude and latitude.</source>
        <translation>{name} ist nicht in Länge und Breite.</translation>
    </message>
    <message>
        <source>{name} is not there.</source>
        <translation>{name} ist nicht da.</translation>
    </message>
    <message>
        <source>{name} is too large to be an annotation file.</source>
        <translation>{name} ist zu groß für eine Annotationsdatei.</translation>
    </message>
    <message>
        <source>{name} was drawn elsewhere; it is placed in {scene}.</source>
        <translation>{name} wurde anderswo gezeichnet; jetzt verortet in {scene}.</translation>
    </message>
    <message>
        <source>{name} was moved in another program; its new place is kept.</source>
        <translation>{name} wurde in einem anderen Programm versetzt; der neue Ort bleibt.</translation>
    </message>
    <message>
        <source>{name} was written by a newer ilmtool.</source>
        <translation>{name} wurde von einem neueren ilmtool geschrieben.</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation>{one} und {other}</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} ist ein Ordner.</translation>
    </message>
    <message>
        <source>{scene} does not name its file.</source>
        <translation>{scene} nennt keine Datei.</translation>
    </message>
    <message>
        <source>{scene} has a datetime that is not like 2019-03-02T02:15:00Z.</source>
        <translation>{scene} hat eine Zeit, die nicht wie 2019-03-02T02:15:00Z ist.</translation>
    </message>
    <message>
        <source>{scene} has a precision that is none of {words}.</source>
        <translation>{scene} hat eine Genauigkeit, die keine von {words} ist.</translation>
    </message>
    <message>
        <source>{scene} has the role {role!r}, which is none of {words}.</source>
        <translation>{scene} hat die Rolle {role!r}, keine von {words}.</translation>
    </message>
    <message>
        <source>{scene} names its file by an absolute path; colleagues will not find it.</source>
        <translation>{scene} nennt die Datei mit absolutem Pfad; Kollegen werden sie nicht finden.</translation>
    </message>
    <message>
        <source>{scene} names its file with \ and not /; other systems will not find it.</source>
        <translation>{scene} nennt die Datei mit \ statt /; andere Systeme werden sie nicht finden.</translation>
    </message>
    <message>
        <source>{text!r} cannot be an analyst id.</source>
        <translation>{text!r} kann keine Analystenkennung sein.</translation>
    </message>
    <message>
        <source>{value!r} is no version like {version!r}</source>
        <translation>{value!r} ist keine Version wie {version!r}</translation>
    </message>
    <message>
        <source>{value} is read as {other}</source>
        <translation>{value} wird als {other} gelesen</translation>
    </message>
    <message>
        <source>{value} is the same as {other}</source>
        <translation>{value} ist dasselbe wie {other}</translation>
    </message>
</context>
</TS>
