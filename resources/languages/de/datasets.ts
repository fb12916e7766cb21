<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source> or </source>
        <comment>between choices</comment>
        <translation> oder </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <comment>… objects on %n images of …</comment>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bildern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) (is|are) there{others}.</source>
        <translation>
            <numerusform>%n Bild ist dort{others}.</numerusform>
            <numerusform>%n Bilder sind dort{others}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n Objekt</numerusform>
            <numerusform>%n Objekte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) (stands|stand) on a date on which (it|they) (is|are) not there (new before, removed after); --visible-only leaves (it|them) out.</source>
        <translation>
            <numerusform>%n Objekt steht auf einer Aufnahme, auf der es nicht da ist (neu auf Vorher, entfernt auf Nachher); --visible-only lässt es weg.</numerusform>
            <numerusform>%n Objekte stehen auf einer Aufnahme, auf der sie nicht da sind (neu auf Vorher, entfernt auf Nachher); --visible-only lässt sie weg.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of {all} classes (has|have) no object; (its|their) id(s) (stays|stay) reserved.</source>
        <translation>
            <numerusform>%n von {all} Klassen hat kein Objekt; ihre Nummer bleibt reserviert.</numerusform>
            <numerusform>%n von {all} Klassen haben kein Objekt; ihre Nummern bleiben reserviert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <comment>… images of %n places</comment>
        <translation>
            <numerusform>%n Ort</numerusform>
            <numerusform>%n Orten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) (has|have) findings; ilmtool validate lists them.</source>
        <translation>
            <numerusform>%n Annotationsdatei hat Befunde; „ilmtool validate“ listet sie auf.</numerusform>
            <numerusform>%n Annotationsdateien haben Befunde; „ilmtool validate“ listet sie auf.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) (was|were) left out; the manifest says why.</source>
        <translation>
            <numerusform>%n Annotationsdatei wurde weggelassen; das Manifest nennt den Grund.</numerusform>
            <numerusform>%n Annotationsdateien wurden weggelassen; das Manifest nennt die Gründe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) cannot be exported; nothing was written.</source>
        <translation>
            <numerusform>%n Annotationsdatei kann nicht exportiert werden; es wurde nichts geschrieben.</numerusform>
            <numerusform>%n Annotationsdateien können nicht exportiert werden; es wurde nichts geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>--dask needs the package distributed.</source>
        <translation>--dask braucht das Paket „distributed“.</translation>
    </message>
    <message>
        <source>--depth original keeps the file&apos;s samples.</source>
        <translation>--depth original behält die Werte der Datei.</translation>
    </message>
    <message>
        <source>--overlap {overlap} is not less than --tile-size {size}.</source>
        <translation>--overlap {overlap} ist nicht kleiner als --tile-size {size}.</translation>
    </message>
    <message>
        <source>--split {text} is not possible.</source>
        <translation>--split {text} ist nicht möglich.</translation>
    </message>
    <message>
        <source>--{option} {text} is not a span of time.</source>
        <translation>--{option} {text} ist kein Zeitraum.</translation>
    </message>
    <message>
        <source>--{option}: {text} is not possible.</source>
        <translation>--{option}: {text} ist nicht möglich.</translation>
    </message>
    <message>
        <source>0, as some trainers assume</source>
        <translation>0, wie manche Trainingsprogramme annehmen</translation>
    </message>
    <message>
        <source>1, as in VOC</source>
        <translation>1, wie in VOC</translation>
    </message>
    <message>
        <source>8 bit, as on screen</source>
        <translation>8 Bit, wie am Bildschirm</translation>
    </message>
    <message>
        <source>8 bit, stretched as on screen, or the file&apos;s own samples (chips: 8)</source>
        <translation>8 Bit, gestreckt wie am Bildschirm, oder die Werte der Datei (Bildausschnitte: 8)</translation>
    </message>
    <message>
        <source>A dataset is a folder.</source>
        <translation>Ein Datensatz ist ein Ordner.</translation>
    </message>
    <message>
        <source>A finished dataset gets its name by renaming its folder, which cannot replace that.</source>
        <translation>Ein fertiger Datensatz bekommt seinen Namen durch Umbenennen seines Ordners; das ist hier nicht möglich.</translation>
    </message>
    <message>
        <source>A worker process ended without an answer.</source>
        <translation>Ein Arbeitsprozess endete ohne Antwort.</translation>
    </message>
    <message>
        <source>A worker runs ilmtool {version}, but {other} asks.</source>
        <translation>Ein Arbeitsprozess verwendet ilmtool {version}, der Auftrag kommt aber von {other}.</translation>
    </message>
    <message>
        <source>After image</source>
        <translation>Nachher-Bild</translation>
    </message>
    <message>
        <source>Allow writing there, or choose another folder.</source>
        <translation>Erlauben Sie dort das Schreiben oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>An unfinished export lies in {path}.</source>
        <translation>Ein unvollendeter Export liegt in {path}.</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>Wie in der Datei</translation>
    </message>
    <message>
        <source>As usual (chips: 8 bit)</source>
        <translation>Wie üblich (Bildausschnitte: 8 Bit)</translation>
    </message>
    <message>
        <source>As usual (scenes are copied)</source>
        <translation>Wie üblich (Szenen werden kopiert)</translation>
    </message>
    <message>
        <source>As usual for the format</source>
        <translation>Wie für das Format üblich</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Verfasser</translation>
    </message>
    <message>
        <source>Before image</source>
        <translation>Vorher-Bild</translation>
    </message>
    <message>
        <source>Both, as pairs</source>
        <translation>Beide, als Bildpaare</translation>
    </message>
    <message>
        <source>COCO detection (JSON)</source>
        <translation>COCO-Erkennung (JSON)</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV-Tabelle</translation>
    </message>
    <message>
        <source>Centred on each object</source>
        <translation>Um jedes Objekt zentriert</translation>
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
        <source>Changed image</source>
        <translation>Geändertes Bild</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>Chip size</source>
        <translation>Ausschnittgröße</translation>
    </message>
    <message>
        <source>Chips</source>
        <translation>Ausschnitte</translation>
    </message>
    <message>
        <source>Chips cut from the scenes</source>
        <translation>Ausschnitte der Szenen</translation>
    </message>
    <message>
        <source>Choose --image-format png or tiff.</source>
        <translation>Wählen Sie --image-format png oder tiff.</translation>
    </message>
    <message>
        <source>Choose --image-format tiff, or --depth 8.</source>
        <translation>Wählen Sie --image-format tiff oder --depth 8.</translation>
    </message>
    <message>
        <source>Choose --image-format {formats}.</source>
        <translation>Wählen Sie --image-format {formats}.</translation>
    </message>
    <message>
        <source>Choose --images chips, or --image-format tiff.</source>
        <translation>Wählen Sie --images chips oder --image-format tiff.</translation>
    </message>
    <message>
        <source>Choose another folder, or empty it.</source>
        <translation>Wählen Sie einen anderen Ordner oder leeren Sie ihn.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Choose another name with -o.</source>
        <translation>Wählen Sie mit -o einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose fewer filters.</source>
        <translation>Wählen Sie weniger Filter.</translation>
    </message>
    <message>
        <source>Choose one of {names}.</source>
        <translation>Wählen Sie eines von {names}.</translation>
    </message>
    <message>
        <source>Choose others, or fewer filters.</source>
        <translation>Wählen Sie andere oder weniger Filter.</translation>
    </message>
    <message>
        <source>Class ids</source>
        <translation>Klassennummern</translation>
    </message>
    <message>
        <source>Class map</source>
        <translation>Klassenzuordnung</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Correct it, or name another with --format.</source>
        <translation>Berichtigen Sie sie oder nennen Sie mit --format ein anderes Format.</translation>
    </message>
    <message>
        <source>Correct the file.</source>
        <translation>Berichtigen Sie die Datei.</translation>
    </message>
    <message>
        <source>DOTA cannot tell the classes `{one}` and `{other}` apart.</source>
        <translation>DOTA kann die Klassen „{one}“ und „{other}“ nicht unterscheiden.</translation>
    </message>
    <message>
        <source>DOTA, turned boxes (text)</source>
        <translation>DOTA, gedrehte Boxen (Text)</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>Schwierig</translation>
    </message>
    <message>
        <source>Exact shares of objects</source>
        <translation>Genaue Anteile der Objekte</translation>
    </message>
    <message>
        <source>Exact shares of places</source>
        <translation>Genaue Anteile der Orte</translation>
    </message>
    <message>
        <source>Export again.</source>
        <translation>Exportieren Sie erneut.</translation>
    </message>
    <message>
        <source>Export the dataset again.</source>
        <translation>Exportieren Sie den Datensatz erneut.</translation>
    </message>
    <message>
        <source>First pixel</source>
        <translation>Erstes Pixel</translation>
    </message>
    <message>
        <source>Fixed for each place (hash)</source>
        <translation>Fest für jeden Ort (Hash)</translation>
    </message>
    <message>
        <source>Free some space, then repeat the command with --resume.</source>
        <translation>Schaffen Sie Platz und wiederholen Sie den Befehl mit --resume.</translation>
    </message>
    <message>
        <source>GeoJSON for maps</source>
        <translation>GeoJSON für Karten</translation>
    </message>
    <message>
        <source>GeoPackage for maps</source>
        <translation>GeoPackage für Karten</translation>
    </message>
    <message>
        <source>Give a smaller overlap.</source>
        <translation>Geben Sie eine kleinere Überlappung an.</translation>
    </message>
    <message>
        <source>Give {wanted}.</source>
        <translation>Erlaubt ist: {wanted}.</translation>
    </message>
    <message>
        <source>Go on with --resume and fewer --workers.</source>
        <translation>Machen Sie mit --resume und weniger --workers weiter.</translation>
    </message>
    <message>
        <source>Go on with --resume, or delete that folder.</source>
        <translation>Machen Sie mit --resume weiter oder löschen Sie diesen Ordner.</translation>
    </message>
    <message>
        <source>Go on with --resume.</source>
        <translation>Machen Sie mit --resume weiter.</translation>
    </message>
    <message>
        <source>Grid over the scene</source>
        <translation>Raster über der Szene</translation>
    </message>
    <message>
        <source>If the disk is full, free some space, then repeat the command with --resume.</source>
        <translation>Falls der Datenträger voll ist, schaffen Sie Platz und wiederholen Sie den Befehl mit --resume.</translation>
    </message>
    <message>
        <source>Image format</source>
        <translation>Bildformat</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Install it: pip install &apos;ilmtool[dask]&apos;.</source>
        <translation>Installieren Sie es: pip install &apos;ilmtool[dask]&apos;.</translation>
    </message>
    <message>
        <source>Install the same version everywhere.</source>
        <translation>Installieren Sie überall dieselbe Version.</translation>
    </message>
    <message>
        <source>Is there space left on the disk?</source>
        <translation>Ist noch Platz auf dem Datenträger?</translation>
    </message>
    <message>
        <source>It has {width} x {height} px.</source>
        <translation>Es hat {width} x {height} px.</translation>
    </message>
    <message>
        <source>It is no Format.</source>
        <translation>Es ist kein Format.</translation>
    </message>
    <message>
        <source>It is not JSON: {error}.</source>
        <translation>Es ist kein JSON: {error}.</translation>
    </message>
    <message>
        <source>It was interrupted, or is still running.</source>
        <translation>Er wurde unterbrochen oder läuft noch.</translation>
    </message>
    <message>
        <source>Its header is missing, and no image beside it has its name.</source>
        <translation>Der Kopf fehlt, und kein Bild daneben hat den passenden Namen.</translation>
    </message>
    <message>
        <source>Its new ids may differ from those of this dataset.</source>
        <translation>Die neuen Nummern darin können andere sein als die dieses Datensatzes.</translation>
    </message>
    <message>
        <source>JPEG holds 8 bits.</source>
        <translation>JPEG fasst 8 Bit.</translation>
    </message>
    <message>
        <source>JPEG quality</source>
        <translation>JPEG-Qualität</translation>
    </message>
    <message>
        <source>KML (Google Earth)</source>
        <translation>KML (Google Earth)</translation>
    </message>
    <message>
        <source>Label set</source>
        <translation>Labelsatz</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Labels only</source>
        <translation>Nur Labels</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Least visible share</source>
        <translation>Sichtbarer Mindestanteil</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Leave its annotations out</source>
        <translation>Annotationen weglassen</translation>
    </message>
    <message>
        <source>Leave the option out, or choose another format.</source>
        <translation>Lassen Sie die Option weg oder wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>Mend that, or leave it out with {options}.</source>
        <translation>Beheben Sie das oder lassen Sie sie mit {options} weg.</translation>
    </message>
    <message>
        <source>Mend that, or leave them out with {options}.</source>
        <translation>Beheben Sie das oder lassen Sie diese Dateien mit {options} weg.</translation>
    </message>
    <message>
        <source>Merge or rename one with --class-map.</source>
        <translation>Vereinigen Sie beide oder benennen Sie eine um, mit --class-map.</translation>
    </message>
    <message>
        <source>Missing image</source>
        <translation>Fehlendes Bild</translation>
    </message>
    <message>
        <source>Name a folder in it, such as {path}.</source>
        <translation>Nennen Sie einen Ordner darin, etwa {path}.</translation>
    </message>
    <message>
        <source>Name a folder that was exported.</source>
        <translation>Nennen Sie einen Ordner, der exportiert wurde.</translation>
    </message>
    <message>
        <source>Name a sidecar (*{suffix}), a folder that holds some, or a pattern in quotes.</source>
        <translation>Nennen Sie eine Annotationsdatei (*{suffix}), einen Ordner mit solchen oder ein Muster in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Name its folder.</source>
        <translation>Nennen Sie seinen Ordner.</translation>
    </message>
    <message>
        <source>Name one with --images.</source>
        <translation>Nennen Sie einen mit --images.</translation>
    </message>
    <message>
        <source>Name the folder of the images with --images.</source>
        <translation>Nennen Sie den Ordner der Bilder mit --images.</translation>
    </message>
    <message>
        <source>Negatives</source>
        <translation>Negativbeispiele</translation>
    </message>
    <message>
        <source>No Dask scheduler answers at {address}.</source>
        <translation>Unter {address} antwortet kein Dask-Scheduler.</translation>
    </message>
    <message>
        <source>No chip holds an object.</source>
        <translation>Kein Ausschnitt enthält ein Objekt.</translation>
    </message>
    <message>
        <source>No image is left to export.</source>
        <translation>Es bleibt kein Bild zum Exportieren.</translation>
    </message>
    <message>
        <source>Nobody knows where its objects lie.</source>
        <translation>Niemand weiß, wo ihre Objekte liegen.</translation>
    </message>
    <message numerus="yes">
        <source>None of the %n sidecar(s) is left to export.</source>
        <translation>
            <numerusform>Von %n Annotationsdatei bleibt keine zum Exportieren.</numerusform>
            <numerusform>Von den %n Annotationsdateien bleibt keine zum Exportieren.</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the images that {name} speaks of is in {folder}.</source>
        <translation>Keines der Bilder, die {name} nennt, liegt in {folder}.</translation>
    </message>
    <message>
        <source>Nothing is written over.</source>
        <translation>Es wird nichts überschrieben.</translation>
    </message>
    <message>
        <source>Only what is there on the date</source>
        <translation>Nur was auf der Aufnahme da ist</translation>
    </message>
    <message>
        <source>Open it once with its images (File &gt; Open pair).</source>
        <translation>Öffnen Sie sie einmal mit ihren Bildern (Datei &gt; Bildpaar öffnen).</translation>
    </message>
    <message>
        <source>Open the pair and register it again.</source>
        <translation>Öffnen Sie das Bildpaar und registrieren Sie es neu.</translation>
    </message>
    <message>
        <source>Options, sidecars, images or the version of ilmtool are not the same.</source>
        <translation>Optionen, Annotationsdateien, Bilder oder die Version von ilmtool sind nicht dieselben.</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Überlappung</translation>
    </message>
    <message>
        <source>Pascal VOC (XML)</source>
        <translation>Pascal VOC (XML)</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Repeat the same command, or delete that folder.</source>
        <translation>Wiederholen Sie denselben Befehl oder löschen Sie diesen Ordner.</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Rings of boxes</source>
        <translation>Umrisse der Boxen</translation>
    </message>
    <message>
        <source>STAC catalog with labels</source>
        <translation>STAC-Katalog mit Labels</translation>
    </message>
    <message>
        <source>Sample depth</source>
        <translation>Bittiefe</translation>
    </message>
    <message>
        <source>Save it, then repeat the command.</source>
        <translation>Speichern Sie sie und wiederholen Sie den Befehl.</translation>
    </message>
    <message>
        <source>Scenes are complete</source>
        <translation>Szenen sind vollständig</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Some images are not the ones that were annotated; they were used all the same.</source>
        <translation>Einige Bilder sind nicht die annotierten; sie wurden trotzdem verwendet.</translation>
    </message>
    <message>
        <source>Some images were not there; their sizes and places come from the sidecars.</source>
        <translation>Einige Bilder waren nicht da; ihre Größe und Lage stammen aus den Annotationsdateien.</translation>
    </message>
    <message>
        <source>Some scenes are described by more than one sidecar: their images are in it more than once.</source>
        <translation>Einige Szenen sind in mehr als einer Annotationsdatei beschrieben: Ihre Bilder kommen mehrfach vor.</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Split by</source>
        <translation>Aufteilen nach</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Start some: dask worker ADDRESS.</source>
        <translation>Starten Sie welche: dask worker ADRESSE.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>TOML file that merges, renames and drops classes</source>
        <translation>TOML-Datei, die Klassen vereinigt, umbenennt und weglässt</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>The Dask cluster lost a worker, or the connection to it.</source>
        <translation>Der Dask-Cluster verlor einen Arbeitsprozess oder die Verbindung zu ihm.</translation>
    </message>
    <message>
        <source>The Dask scheduler at {address} has no workers.</source>
        <translation>Der Dask-Scheduler unter {address} hat keine Arbeitsprozesse.</translation>
    </message>
    <message>
        <source>The class map {name} cannot be read.</source>
        <translation>Die Klassenzuordnung {name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The file of class ids {name} cannot be read.</source>
        <translation>Die Datei der Klassennummern {name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file system does not hold files of that size.</source>
        <translation>Das Dateisystem fasst keine Dateien dieser Größe.</translation>
    </message>
    <message>
        <source>The folder cannot be written to.</source>
        <translation>In den Ordner kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The format {name} has no {format} images.</source>
        <translation>Das Format {name} hat keine {format}-Bilder.</translation>
    </message>
    <message>
        <source>The format {name} needs --{option} {value}.</source>
        <translation>Das Format {name} braucht --{option} {value}.</translation>
    </message>
    <message>
        <source>The format {name} of {package} cannot be loaded.</source>
        <translation>Das Format {name} von {package} kann nicht geladen werden.</translation>
    </message>
    <message>
        <source>The format {name} of {package} is not usable.</source>
        <translation>Das Format {name} von {package} ist nicht verwendbar.</translation>
    </message>
    <message>
        <source>The image of {scene} is not there.</source>
        <translation>Das Bild von {scene} ist nicht da.</translation>
    </message>
    <message>
        <source>The registration of {scene} maps everything onto one line or point.</source>
        <translation>Die Registrierung von {scene} bildet alles auf eine Linie oder einen Punkt ab.</translation>
    </message>
    <message>
        <source>The split {name} is empty; another --seed, or --split-by places, fills it.</source>
        <translation>Der Teil {name} ist leer; ein anderer --seed oder --split-by places füllt ihn.</translation>
    </message>
    <message>
        <source>The system may have stopped it for want of memory.</source>
        <translation>Vielleicht hat das System ihn aus Speichermangel beendet.</translation>
    </message>
    <message>
        <source>The unfinished export in {folder} is another one.</source>
        <translation>Der unvollendete Export in {folder} ist ein anderer.</translation>
    </message>
    <message>
        <source>There is no annotation file at {name}.</source>
        <translation>Unter {name} gibt es keine Annotationsdatei.</translation>
    </message>
    <message>
        <source>There is no format {name}.</source>
        <translation>Es gibt kein Format {name}.</translation>
    </message>
    <message>
        <source>There is no object in this dataset.</source>
        <translation>In diesem Datensatz ist kein Objekt.</translation>
    </message>
    <message>
        <source>This ilmtool reads {version}.</source>
        <translation>Dieses ilmtool liest {version}.</translation>
    </message>
    <message>
        <source>Unreadable annotation file</source>
        <translation>Unlesbare Annotationsdatei</translation>
    </message>
    <message>
        <source>Update it.</source>
        <translation>Aktualisieren Sie es.</translation>
    </message>
    <message>
        <source>Update or remove that package.</source>
        <translation>Aktualisieren oder entfernen Sie dieses Paket.</translation>
    </message>
    <message>
        <source>Update that package.</source>
        <translation>Aktualisieren Sie dieses Paket.</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Use it all the same</source>
        <translation>Trotzdem verwenden</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Where the scenes are</source>
        <translation>Ort der Szenen</translation>
    </message>
    <message>
        <source>Which objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Whole scenes</source>
        <translation>Ganze Szenen</translation>
    </message>
    <message>
        <source>Without blanks both are `{word}`.</source>
        <translation>Ohne Leerzeichen heißen beide „{word}“.</translation>
    </message>
    <message>
        <source>Write it like 2019-01-01..2019-12-31.</source>
        <translation>Schreiben Sie ihn wie 2019-01-01..2019-12-31.</translation>
    </message>
    <message>
        <source>Write it like 70/15/15 (train/val/test) or 80/20.</source>
        <translation>Schreiben Sie es wie 70/15/15 (train/val/test) oder 80/20.</translation>
    </message>
    <message>
        <source>YOLO (Ultralytics)</source>
        <translation>YOLO (Ultralytics)</translation>
    </message>
    <message>
        <source>YOLO OBB, turned boxes (Ultralytics)</source>
        <translation>YOLO OBB, gedrehte Boxen (Ultralytics)</translation>
    </message>
    <message>
        <source>[merge] needs lines like: building = [&quot;hall&quot;, &quot;new roof&quot;]</source>
        <translation>[merge] braucht Zeilen wie: building = [&quot;hall&quot;, &quot;new roof&quot;]</translation>
    </message>
    <message>
        <source>`class` is not a list of tables</source>
        <translation>„class“ ist keine Liste von Tabellen</translation>
    </message>
    <message>
        <source>`drop` is a list of labels and `other` a text</source>
        <translation>„drop“ ist eine Liste von Labels und „other“ ein Text</translation>
    </message>
    <message>
        <source>`{word}` is not one of merge, drop, other</source>
        <translation>„{word}“ ist keines von merge, drop, other</translation>
    </message>
    <message>
        <source>a grid over the scene, or a chip centred on each object</source>
        <translation>ein Raster über der Szene oder ein Ausschnitt um jedes Objekt</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>an id is below 0, or a name is empty</source>
        <translation>eine Nummer ist kleiner als 0 oder ein Name ist leer</translation>
    </message>
    <message>
        <source>an image that is not the annotated one: stop, skip it or use it</source>
        <translation>ein Bild, das nicht das annotierte ist: anhalten, auslassen oder verwenden</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>another seed is another split</source>
        <translation>ein anderer Startwert ergibt eine andere Aufteilung</translation>
    </message>
    <message>
        <source>certainties that are marked as difficult</source>
        <translation>Gewissheiten, die als schwierig gelten</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>chips without objects from examined areas, at most so many per chip with objects</source>
        <translation>Ausschnitte ohne Objekte aus untersuchten Bereichen, höchstens so viele je Ausschnitt mit Objekten</translation>
    </message>
    <message>
        <source>every scene was searched as a whole, so that all of it may give negatives</source>
        <translation>jede Szene wurde ganz abgesucht, sodass alles davon Negativbeispiele geben darf</translation>
    </message>
    <message>
        <source>file of frozen class ids; new classes are added to it</source>
        <translation>Datei fester Klassennummern; neue Klassen kommen hinzu</translation>
    </message>
    <message>
        <source>folder or URL with the scenes under their file names, not where the annotation files say</source>
        <translation>Ordner oder URL, unter der die Szenen mit ihren Dateinamen liegen, statt dort, wo die Annotationsdateien sagen</translation>
    </message>
    <message>
        <source>format of chips, and of scenes where given (else scenes are copied)</source>
        <translation>Format der Ausschnitte, und der Szenen, wo gewählt (sonst werden Szenen kopiert)</translation>
    </message>
    <message>
        <source>hash: each place stays where it is when others are added; places, objects: exact shares of them</source>
        <translation>Fest: jeder Ort bleibt, wo er ist, wenn andere hinzukommen; Orte, Objekte: genaue Anteile davon</translation>
    </message>
    <message>
        <source>it is not UTF-8</source>
        <translation>es ist kein UTF-8</translation>
    </message>
    <message>
        <source>it is not valid TOML ({error})</source>
        <translation>es ist kein gültiges TOML ({error})</translation>
    </message>
    <message>
        <source>labelme (JSON)</source>
        <translation>labelme (JSON)</translation>
    </message>
    <message>
        <source>leave `new` objects out of the before image and `removed` ones out of the after image</source>
        <translation>neue Objekte im Vorher-Bild und entfernte im Nachher-Bild weglassen</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>name or file of the label set that gives class ids</source>
        <translation>Name oder Datei des Labelsatzes, der die Klassennummern gibt</translation>
    </message>
    <message>
        <source>number of the first pixel: 1 as in VOC, or 0 as some trainers assume</source>
        <translation>Nummer des ersten Pixels: 1 wie in VOC oder 0, wie manche Trainingsprogramme annehmen</translation>
    </message>
    <message>
        <source>objects of which less lies inside a chip are left out of it</source>
        <translation>Objekte, von denen weniger in einem Ausschnitt liegt, werden dort weggelassen</translation>
    </message>
    <message>
        <source>of JPEG images</source>
        <translation>von JPEG-Bildern</translation>
    </message>
    <message>
        <source>only objects last changed in this span</source>
        <translation>nur Objekte, die zuletzt in diesem Zeitraum geändert wurden</translation>
    </message>
    <message>
        <source>only places whose after image was taken in this span</source>
        <translation>nur Orte, deren Nachher-Bild in diesem Zeitraum aufgenommen wurde</translation>
    </message>
    <message>
        <source>only these</source>
        <translation>nur diese</translation>
    </message>
    <message>
        <source>only these labels</source>
        <translation>nur diese Labels</translation>
    </message>
    <message>
        <source>only these review states</source>
        <translation>nur diese Prüfstände</translation>
    </message>
    <message>
        <source>only what these people drew</source>
        <translation>nur was diese Personen gezeichnet haben</translation>
    </message>
    <message>
        <source>px that neighbours of a grid share</source>
        <translation>px, die sich Nachbarn im Raster teilen</translation>
    </message>
    <message>
        <source>shares of train, val and test</source>
        <translation>Anteile von train, val und test</translation>
    </message>
    <message>
        <source>side of a chip in px</source>
        <translation>Seitenlänge eines Ausschnitts in px</translation>
    </message>
    <message>
        <source>stop, or leave it out and say so</source>
        <translation>anhalten, oder weglassen und das vermerken</translation>
    </message>
    <message>
        <source>stop, or leave its annotations out and say so in the manifest</source>
        <translation>anhalten, oder die Annotationen weglassen und das im Manifest vermerken</translation>
    </message>
    <message>
        <source>taken: outside the span</source>
        <translation>aufgenommen: außerhalb des Zeitraums</translation>
    </message>
    <message>
        <source>the id {id} stands there twice</source>
        <translation>die Nummer {id} steht dort zweimal</translation>
    </message>
    <message>
        <source>the image of {scene} is not the one that was annotated</source>
        <translation>das Bild von {scene} ist nicht das annotierte</translation>
    </message>
    <message>
        <source>the label `{label}` is named twice</source>
        <translation>das Label „{label}“ ist zweimal genannt</translation>
    </message>
    <message>
        <source>the name {name} stands there twice</source>
        <translation>der Name {name} steht dort zweimal</translation>
    </message>
    <message>
        <source>the one of the settings</source>
        <translation>der aus den Einstellungen</translation>
    </message>
    <message>
        <source>the size of {scene} is not known without its image</source>
        <translation>die Größe von {scene} ist ohne ihr Bild nicht bekannt</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>unlesbar</translation>
    </message>
    <message>
        <source>where the annotation files say</source>
        <translation>wo die Annotationsdateien sagen</translation>
    </message>
    <message>
        <source>which pixels go with the labels</source>
        <translation>welche Pixel zu den Labels gehören</translation>
    </message>
    <message>
        <source>whose pixels; both is a pair for change detection</source>
        <translation>wessen Pixel; beide ergeben ein Paar für die Änderungserkennung</translation>
    </message>
    <message>
        <source>write the outline of boxes as segmentation (datumaro then reads each as two objects)</source>
        <translation>den Umriss von Boxen als Segmentierung schreiben (datumaro liest dann jede als zwei Objekte)</translation>
    </message>
    <message>
        <source>xBD, pairs before and after (JSON)</source>
        <translation>xBD, Paare vorher/nachher (JSON)</translation>
    </message>
    <message>
        <source>xView (GeoJSON)</source>
        <translation>xView (GeoJSON)</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein (yes, no)</translation>
    </message>
    <message>
        <source>{folder} is not a dataset of ilmtool.</source>
        <translation>{folder} ist kein Datensatz von ilmtool.</translation>
    </message>
    <message>
        <source>{folder} is not a folder of images.</source>
        <translation>{folder} ist kein Ordner mit Bildern.</translation>
    </message>
    <message>
        <source>{low} or more</source>
        <translation>{low} oder mehr</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>{name} cannot be used: {what}.</source>
        <translation>{name} kann nicht verwendet werden: {what}.</translation>
    </message>
    <message>
        <source>{name} does not say what the file of {scene} is called.</source>
        <translation>{name} sagt nicht, wie die Datei von {scene} heißt.</translation>
    </message>
    <message>
        <source>{name} does not say which image it belongs to.</source>
        <translation>{name} sagt nicht, zu welchem Bild sie gehört.</translation>
    </message>
    <message>
        <source>{name} has no after scene</source>
        <translation>{name} hat keine Nachher-Szene</translation>
    </message>
    <message>
        <source>{name} has no before scene</source>
        <translation>{name} hat keine Vorher-Szene</translation>
    </message>
    <message>
        <source>{name} has {bands} bands of {type}, which PNG does not hold.</source>
        <translation>{name} hat {bands} Kanäle vom Typ {type}; das fasst PNG nicht.</translation>
    </message>
    <message>
        <source>{name} is too large to be one {format} file.</source>
        <translation>{name} ist zu groß für eine {format}-Datei.</translation>
    </message>
    <message>
        <source>{name} was changed while it was exported.</source>
        <translation>{name} wurde während des Exports geändert.</translation>
    </message>
    <message>
        <source>{name}: nobody knows how {scene} lies on {target}.</source>
        <translation>{name}: Niemand weiß, wie {scene} auf {target} liegt.</translation>
    </message>
    <message>
        <source>{objects} on {images} of {places}</source>
        <translation>{objects} auf {images} von {places}</translation>
    </message>
    <message>
        <source>{path} cannot be looked into.</source>
        <translation>{path} kann nicht eingesehen werden.</translation>
    </message>
    <message>
        <source>{path} cannot be read.</source>
        <translation>{path} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{path} could not be written.</source>
        <translation>{path} konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>{path} exists and is not empty.</source>
        <translation>{path} ist schon da und nicht leer.</translation>
    </message>
    <message>
        <source>{path} is a file.</source>
        <translation>{path} ist eine Datei.</translation>
    </message>
    <message>
        <source>{path} is a link.</source>
        <translation>{path} ist eine Verknüpfung.</translation>
    </message>
    <message>
        <source>{path} is a mounted volume.</source>
        <translation>{path} ist ein eingehängter Datenträger.</translation>
    </message>
    <message>
        <source>{path} is not complete.</source>
        <translation>{path} ist nicht vollständig.</translation>
    </message>
    <message>
        <source>{path} is not the manifest of an ilmtool dataset.</source>
        <translation>{path} ist nicht das Manifest eines Datensatzes von ilmtool.</translation>
    </message>
    <message>
        <source>{path} is of version {version}.</source>
        <translation>{path} hat die Version {version}.</translation>
    </message>
    <message>
        <source>{path} was changed by somebody else meanwhile.</source>
        <translation>{path} wurde inzwischen von jemand anderem geändert.</translation>
    </message>
    <message>
        <source>{value} was asked for.</source>
        <translation>Verlangt war {value}.</translation>
    </message>
    <message>
        <source>“{title}: {choice}”</source>
        <translation>„{title}: {choice}“</translation>
    </message>
    <message>
        <source>“{title}”</source>
        <translation>„{title}“</translation>
    </message>
</context>
</TS>
