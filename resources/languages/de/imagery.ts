<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n GCP(s), order {order}, RMS {rms} px</source>
        <translation>
            <numerusform>%n GCP, Ordnung {order}, RMS {rms} px</numerusform>
            <numerusform>%n GCPs, Ordnung {order}, RMS {rms} px</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) (agrees|agree), which may be chance</source>
        <translation>
            <numerusform>%n Stelle stimmt überein, was Zufall sein kann</numerusform>
            <numerusform>%n Stellen stimmen überein, was Zufall sein kann</numerusform>
        </translation>
    </message>
    <message>
        <source>A file may lead only to files in its own folder and below.</source>
        <translation>Eine Datei darf nur auf Dateien in ihrem eigenen Ordner und darunter verweisen.</translation>
    </message>
    <message>
        <source>A part of {name} cannot be read: it is damaged or cut short.</source>
        <translation>Ein Teil von {name} ist nicht lesbar: beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>Addresses of the kind {scheme}:// are not read.</source>
        <translation>Adressen der Art {scheme}:// werden nicht gelesen.</translation>
    </message>
    <message>
        <source>As the file says</source>
        <translation>Wie die Datei sagt</translation>
    </message>
    <message>
        <source>Ask for the file again, or open the image that it stands for.</source>
        <translation>Lassen Sie sich die Datei noch einmal geben, oder öffnen Sie das Bild, für das sie steht.</translation>
    </message>
    <message>
        <source>Ask its owner for access, or for an address that is still valid.</source>
        <translation>Bitten Sie den Eigentümer um Zugriff oder um eine Adresse, die noch gilt.</translation>
    </message>
    <message>
        <source>Ask its owner for read permission.</source>
        <translation>Bitten Sie den Eigentümer um Leserechte.</translation>
    </message>
    <message>
        <source>Band {number}</source>
        <translation>Kanal {number}</translation>
    </message>
    <message>
        <source>Band {number}, {name}</source>
        <translation>Kanal {number}, {name}</translation>
    </message>
    <message>
        <source>Check its drive and reopen.</source>
        <translation>Prüfen Sie das Laufwerk, und öffnen Sie neu.</translation>
    </message>
    <message>
        <source>Check its name and folder.</source>
        <translation>Prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
        <source>Check the address and the network.</source>
        <translation>Prüfen Sie die Adresse und das Netz.</translation>
    </message>
    <message>
        <source>Check the address, the computer&apos;s clock, and whether a proxy stands between.</source>
        <translation>Prüfen Sie die Adresse, die Uhr des Rechners und ob ein Proxy dazwischensteht.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>Check the network and try again.</source>
        <translation>Prüfen Sie das Netz, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Convert it where that codec exists: gdal_translate -of COG.</source>
        <translation>Wandeln Sie es dort um, wo es diesen Codec gibt: gdal_translate -of COG.</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>Kopieren Sie die Datei neu, oder laden Sie sie neu herunter.</translation>
    </message>
    <message>
        <source>Copy or download it again; the rest of it stays usable.</source>
        <translation>Kopieren Sie die Datei neu, oder laden Sie sie neu herunter; der Rest bleibt brauchbar.</translation>
    </message>
    <message>
        <source>Download it first.</source>
        <translation>Laden Sie die Datei erst herunter.</translation>
    </message>
    <message>
        <source>Download the image into the item&apos;s folder, or open it by its address: ilmtool URL.</source>
        <translation>Laden Sie das Bild in den Ordner des Items herunter, oder öffnen Sie es über seine Adresse: ilmtool URL.</translation>
    </message>
    <message>
        <source>Download the whole file and open that.</source>
        <translation>Laden Sie die ganze Datei herunter, und öffnen Sie diese.</translation>
    </message>
    <message>
        <source>Download {url} to choose another.</source>
        <translation>Laden Sie {url} herunter, um ein anderes zu wählen.</translation>
    </message>
    <message>
        <source>False colour NIR</source>
        <translation>Falschfarben NIR</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Give the whole address, like https://example.com/folder/scene.tif.</source>
        <translation>Geben Sie die ganze Adresse an, etwa https://example.com/folder/scene.tif.</translation>
    </message>
    <message>
        <source>If it is genuine, convert it to a tiled GeoTIFF: gdal_translate -of COG.</source>
        <translation>Ist sie echt, wandeln Sie sie in ein gekacheltes GeoTIFF um: gdal_translate -of COG.</translation>
    </message>
    <message>
        <source>If you trust it, put the files together in one folder, or open the image itself.</source>
        <translation>Wenn Sie ihr vertrauen, legen Sie die Dateien in einen Ordner, oder öffnen Sie das Bild selbst.</translation>
    </message>
    <message>
        <source>Images from the network</source>
        <translation>Bilder aus dem Netz</translation>
    </message>
    <message>
        <source>It claims {claimed} bytes and has {size}.</source>
        <translation>Sie gibt {claimed} Bytes an und hat {size}.</translation>
    </message>
    <message>
        <source>It declares entities or is nested too deeply.</source>
        <translation>Es vereinbart Entitäten oder ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>It has no raster bands.</source>
        <translation>Sie hat keine Rasterkanäle.</translation>
    </message>
    <message>
        <source>It is a {kind}.</source>
        <translation>Sie ist: {kind}.</translation>
    </message>
    <message>
        <source>It is made of images taken from {first} to {last}; the date of the first listed is used.</source>
        <translation>Es ist aus Bildern vom {first} bis {last} zusammengesetzt; verwendet wird das Datum des ersten in der Liste.</translation>
    </message>
    <message>
        <source>It is not well-formed ({error}).</source>
        <translation>Es ist nicht wohlgeformt ({error}).</translation>
    </message>
    <message>
        <source>It may be damaged: copy or download it again.</source>
        <translation>Vielleicht ist die Datei beschädigt: Kopieren Sie sie neu, oder laden Sie sie neu herunter.</translation>
    </message>
    <message>
        <source>It names no image that is here.</source>
        <translation>Es nennt kein Bild, das hier ist.</translation>
    </message>
    <message>
        <source>It names {files}.</source>
        <translation>Es nennt {files}.</translation>
    </message>
    <message>
        <source>It was deleted, moved or its drive was removed while open.</source>
        <translation>Sie wurde gelöscht oder verschoben, oder ihr Laufwerk wurde entfernt, während sie offen war.</translation>
    </message>
    <message>
        <source>It was overwritten while open.</source>
        <translation>Sie wurde überschrieben, während sie offen war.</translation>
    </message>
    <message>
        <source>It would take {needed} GiB; the limit is {limit} GiB.</source>
        <translation>Es bräuchte {needed} GiB; höchstens {limit} GiB sind erlaubt.</translation>
    </message>
    <message>
        <source>Its file {name} says so.</source>
        <translation>So steht es in ihrer Datei {name}.</translation>
    </message>
    <message>
        <source>Its item spans {start} to {end}; the start is used as the date.</source>
        <translation>Sein Item reicht vom {start} bis {end}; als Datum wird der Anfang verwendet.</translation>
    </message>
    <message>
        <source>Its last part is missing.</source>
        <translation>Der letzte Teil fehlt.</translation>
    </message>
    <message>
        <source>Its pixel data reach to byte {byte}, but it ends at {end}.</source>
        <translation>Die Pixeldaten reichen bis Byte {byte}, sie endet aber bei {end}.</translation>
    </message>
    <message>
        <source>Looked in {where}.</source>
        <translation>Gesucht in {where}.</translation>
    </message>
    <message>
        <source>Name an image file in it.</source>
        <translation>Nennen Sie eine Bilddatei darin.</translation>
    </message>
    <message>
        <source>Name an image file.</source>
        <translation>Nennen Sie eine Bilddatei.</translation>
    </message>
    <message>
        <source>Name one by its number: {name}#{number}.</source>
        <translation>Nennen Sie eines mit seiner Nummer: {name}#{number}.</translation>
    </message>
    <message>
        <source>Natural colour</source>
        <translation>Naturfarben</translation>
    </message>
    <message>
        <source>No reader recognised its content.</source>
        <translation>Der Inhalt wurde nicht erkannt.</translation>
    </message>
    <message>
        <source>Of a remote file only its first image is read.</source>
        <translation>Von einer entfernten Datei wird nur das erste Bild gelesen.</translation>
    </message>
    <message>
        <source>One block would take {size} GiB to decode.</source>
        <translation>Einen Block zu entpacken bräuchte {size} GiB.</translation>
    </message>
    <message>
        <source>Open a GeoTIFF, PNG, JPEG or another raster format that GDAL reads.</source>
        <translation>Öffnen Sie ein GeoTIFF, PNG, JPEG oder ein anderes Rasterformat, das GDAL liest.</translation>
    </message>
    <message>
        <source>Open an item or an image.</source>
        <translation>Öffnen Sie ein Item oder ein Bild.</translation>
    </message>
    <message>
        <source>Open another file.</source>
        <translation>Öffnen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>Other formats cannot be read in pieces: download the file and open that.</source>
        <translation>Andere Formate lassen sich nicht stückweise lesen: Laden Sie die Datei herunter, und öffnen Sie diese.</translation>
    </message>
    <message>
        <source>Permission denied.</source>
        <translation>Der Zugriff wurde verweigert.</translation>
    </message>
    <message>
        <source>Put it back and open the pair again; what you have drawn is kept.</source>
        <translation>Stellen Sie sie wieder her, und öffnen Sie das Bildpaar neu; was Sie gezeichnet haben, bleibt.</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Python-Code</translation>
    </message>
    <message>
        <source>RPC at {height} m</source>
        <translation>RPC in {height} m Höhe</translation>
    </message>
    <message>
        <source>Reading it might never end.</source>
        <translation>Das Lesen könnte nie enden.</translation>
    </message>
    <message>
        <source>Remove it, or copy the image to another folder.</source>
        <translation>Entfernen Sie sie, oder kopieren Sie das Bild in einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Restore it.</source>
        <translation>Stellen Sie sie wieder her.</translation>
    </message>
    <message>
        <source>The STAC item {item_id} says {date}, unlike its own id; this may be when it was made.</source>
        <translation>Das STAC-Item {item_id} sagt {date}, anders als sein eigener Name; das kann der Tag sein, an dem es erstellt wurde.</translation>
    </message>
    <message>
        <source>The date of {name} is from TIFFTAG_DATETIME, which may be when the file was made.</source>
        <translation>Das Datum von {name} stammt aus TIFFTAG_DATETIME; das kann der Tag sein, an dem die Datei erstellt wurde.</translation>
    </message>
    <message>
        <source>The date of {name} is from a camera&apos;s clock of unknown time zone, taken as UTC.</source>
        <translation>Das Datum von {name} stammt aus der Uhr einer Kamera mit unbekannter Zeitzone und wird als UTC genommen.</translation>
    </message>
    <message>
        <source>The end mark of the JPEG is missing.</source>
        <translation>Die Endmarke des JPEG fehlt.</translation>
    </message>
    <message>
        <source>The end mark of the PNG is missing.</source>
        <translation>Die Endmarke des PNG fehlt.</translation>
    </message>
    <message>
        <source>The setting {setting}, on the page {page}, allows them.</source>
        <translation>Die Einstellung „{setting}“ auf der Seite „{page}“ erlaubt sie.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>Try again, or download the file.</source>
        <translation>Versuchen Sie es erneut, oder laden Sie die Datei herunter.</translation>
    </message>
    <message>
        <source>Use https://, http:// or s3://, or download the file.</source>
        <translation>Verwenden Sie https://, http:// oder s3://, oder laden Sie die Datei herunter.</translation>
    </message>
    <message>
        <source>a source that is no file</source>
        <translation>eine Quelle, die keine Datei ist</translation>
    </message>
    <message>
        <source>affine transform</source>
        <translation>affine Abbildung</translation>
    </message>
    <message>
        <source>affine transform: it is not finite or maps the image onto a line</source>
        <translation>affine Abbildung: Sie ist nicht endlich oder drückt das Bild auf eine Linie</translation>
    </message>
    <message>
        <source>all points lie on one line</source>
        <translation>alle Punkte liegen auf einer Linie</translation>
    </message>
    <message>
        <source>cannot be read ({reason})</source>
        <translation>ist nicht lesbar ({reason})</translation>
    </message>
    <message>
        <source>declares XML entities, which are not accepted</source>
        <translation>vereinbart XML-Entitäten, die nicht angenommen werden</translation>
    </message>
    <message>
        <source>degrees</source>
        <translation>Grad</translation>
    </message>
    <message>
        <source>elsewhere, distance unknown</source>
        <translation>anderswo, Entfernung unbekannt</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>has more than {limit} bytes</source>
        <translation>hat mehr als {limit} Bytes</translation>
    </message>
    <message>
        <source>has {size} bytes; more than {limit} are not read</source>
        <translation>hat {size} Bytes; mehr als {limit} werden nicht gelesen</translation>
    </message>
    <message>
        <source>in the network</source>
        <translation>im Netz</translation>
    </message>
    <message>
        <source>is nested too deeply</source>
        <translation>ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>is nested too deeply or has too many elements</source>
        <translation>ist zu tief verschachtelt oder hat zu viele Elemente</translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation>ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>is not valid JSON ({error})</source>
        <translation>ist kein gültiges JSON ({error})</translation>
    </message>
    <message>
        <source>is not well-formed XML ({error})</source>
        <translation>ist kein wohlgeformtes XML ({error})</translation>
    </message>
    <message>
        <source>it is not a GeoTIFF</source>
        <translation>sie ist kein GeoTIFF</translation>
    </message>
    <message>
        <source>its coordinates are no degrees</source>
        <translation>die Koordinaten sind keine Grad</translation>
    </message>
    <message>
        <source>its server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>more than {count} files</source>
        <translation>mehr als {count} Dateien</translation>
    </message>
    <message>
        <source>none of {visible} places with enough to see look alike on both dates</source>
        <translation>keine von {visible} Stellen, an denen genug zu sehen ist, sieht auf beiden Aufnahmen gleich aus</translation>
    </message>
    <message>
        <source>nothing was found to compare</source>
        <translation>es fand sich nichts zum Vergleichen</translation>
    </message>
    <message numerus="yes">
        <source>only %n of {visible} places agree on one shift</source>
        <translation>
            <numerusform>nur %n von {visible} Stellen passt zu einem Versatz</numerusform>
            <numerusform>nur %n von {visible} Stellen passen zu einem Versatz</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only %n of {visible} places with enough to see look alike on both dates</source>
        <translation>
            <numerusform>nur %n von {visible} Stellen, an denen genug zu sehen ist, sieht auf beiden Aufnahmen gleich aus</numerusform>
            <numerusform>nur %n von {visible} Stellen, an denen genug zu sehen ist, sehen auf beiden Aufnahmen gleich aus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only %n place(s) (has|have) enough to see on both dates; {least} are needed</source>
        <translation>
            <numerusform>nur an %n Stelle ist auf beiden Aufnahmen genug zu sehen; nötig sind {least}</numerusform>
            <numerusform>nur an %n Stellen ist auf beiden Aufnahmen genug zu sehen; nötig sind {least}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only %n place(s) (was|were) found again on the other date</source>
        <translation>
            <numerusform>nur %n Stelle fand sich auf der anderen Aufnahme wieder</numerusform>
            <numerusform>nur %n Stellen fanden sich auf der anderen Aufnahme wieder</numerusform>
        </translation>
    </message>
    <message>
        <source>only {share} of the {count} places that were found again agree on one shift; {least_share} and {least} places are needed</source>
        <translation>nur {share} der {count} wiedergefundenen Stellen passen zu einem Versatz; nötig sind {least_share} und {least} Stellen</translation>
    </message>
    <message>
        <source>outside its own folder</source>
        <translation>außerhalb ihres eigenen Ordners</translation>
    </message>
    <message>
        <source>the best shift stretches the image by {share}</source>
        <translation>der beste Versatz streckt das Bild um {share}</translation>
    </message>
    <message>
        <source>the best shift stretches the image by {share} in one direction</source>
        <translation>der beste Versatz streckt das Bild in einer Richtung um {share}</translation>
    </message>
    <message numerus="yes">
        <source>the best shift turns the image by %n degree(s)</source>
        <translation>
            <numerusform>der beste Versatz dreht das Bild um %n Grad</numerusform>
            <numerusform>der beste Versatz dreht das Bild um %n Grad</numerusform>
        </translation>
    </message>
    <message>
        <source>the image&apos;s own tags: {away} px away</source>
        <translation>die eigenen Angaben des Bilds: {away} px entfernt</translation>
    </message>
    <message>
        <source>the images do not overlap</source>
        <translation>die Bilder überdecken sich nicht</translation>
    </message>
    <message>
        <source>the images share only {width} x {height} px of the after scene; more than {least} px each way are needed</source>
        <translation>die Bilder teilen nur {width} x {height} px der Nachher-Szene; nötig sind mehr als {least} px in jeder Richtung</translation>
    </message>
    <message>
        <source>the pattern repeats itself: several shifts fit equally well</source>
        <translation>das Muster wiederholt sich: mehrere Versätze passen gleich gut</translation>
    </message>
    <message>
        <source>the places that agree cover only {share} of the shared area in one direction; {least} are needed</source>
        <translation>die passenden Stellen decken in einer Richtung nur {share} des gemeinsamen Bereichs ab; nötig sind {least}</translation>
    </message>
    <message>
        <source>the secure connection to {host} failed</source>
        <translation>die sichere Verbindung zu {host} scheiterte</translation>
    </message>
    <message>
        <source>their centre {lon}, {lat} is no place</source>
        <translation>ihre Mitte {lon}, {lat} ist kein Ort</translation>
    </message>
    <message>
        <source>there is no connection to {host}</source>
        <translation>es gibt keine Verbindung zu {host}</translation>
    </message>
    <message>
        <source>there is no way to {host}</source>
        <translation>es gibt keinen Weg zu {host}</translation>
    </message>
    <message>
        <source>there is too little data on both dates at the same place</source>
        <translation>an gleicher Stelle gibt es auf beiden Aufnahmen zu wenig Bildinhalt</translation>
    </message>
    <message>
        <source>they give the image no place</source>
        <translation>sie geben dem Bild keinen Ort</translation>
    </message>
    <message>
        <source>too much to look through</source>
        <translation>zu viel zum Durchsehen</translation>
    </message>
    <message>
        <source>which are too many to look through</source>
        <translation>zu viele zum Durchsehen</translation>
    </message>
    <message>
        <source>which is an address and not a file beside it</source>
        <translation>das eine Adresse ist und keine Datei daneben</translation>
    </message>
    <message>
        <source>which is no plain file</source>
        <translation>das keine einfache Datei ist</translation>
    </message>
    <message>
        <source>which is not opened</source>
        <translation>die nicht geöffnet wird</translation>
    </message>
    <message>
        <source>which is not run</source>
        <translation>der nicht ausgeführt wird</translation>
    </message>
    <message>
        <source>{address} cannot be opened.</source>
        <translation>{address} lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>{address} is not the address of a file.</source>
        <translation>{address} ist nicht die Adresse einer Datei.</translation>
    </message>
    <message>
        <source>{count} of three or more points can be used</source>
        <translation>{count} von mindestens drei Punkten sind brauchbar</translation>
    </message>
    <message>
        <source>{distance} m away at the centre</source>
        <translation>in der Mitte {distance} m entfernt</translation>
    </message>
    <message>
        <source>{host} does not answer any more</source>
        <translation>{host} antwortet nicht mehr</translation>
    </message>
    <message>
        <source>{host} does not let you read it</source>
        <translation>{host} lässt Sie nicht lesen</translation>
    </message>
    <message>
        <source>{host} does not send parts of a file</source>
        <translation>{host} sendet keine Teile einer Datei</translation>
    </message>
    <message>
        <source>{host} has a problem of its own</source>
        <translation>{host} hat selbst ein Problem</translation>
    </message>
    <message>
        <source>{host} has no such file (404)</source>
        <translation>{host} hat diese Datei nicht (404)</translation>
    </message>
    <message>
        <source>{host} stopped in the middle of it</source>
        <translation>{host} hat mittendrin aufgehört</translation>
    </message>
    <message numerus="yes">
        <source>{images}; and %n more</source>
        <translation>
            <numerusform>{images}; und %n weiteres</numerusform>
            <numerusform>{images}; und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} beside {image} {error}; it is not used.</source>
        <translation>{name} neben {image} {error}; die Datei wird nicht verwendet.</translation>
    </message>
    <message>
        <source>{name} cannot be opened as an image.</source>
        <translation>{name} lässt sich nicht als Bild öffnen.</translation>
    </message>
    <message>
        <source>{name} cannot be opened.</source>
        <translation>{name} lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>{name} cannot be reached any more.</source>
        <translation>{name} ist nicht mehr erreichbar.</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} ist nicht lesbar.</translation>
    </message>
    <message>
        <source>{name} cannot be shown.</source>
        <translation>{name} lässt sich nicht zeigen.</translation>
    </message>
    <message>
        <source>{name} claims {width} x {height} pixels in blocks of {cols} x {rows}.</source>
        <translation>{name} gibt {width} x {height} Pixel in Blöcken von {cols} x {rows} an.</translation>
    </message>
    <message>
        <source>{name} claims {width} x {height} pixels, too many for a {kind} picture.</source>
        <translation>{name} gibt {width} x {height} Pixel an, zu viele für ein Bild im Format {kind}.</translation>
    </message>
    <message>
        <source>{name} claims {width} x {height} pixels; they do not fit into memory.</source>
        <translation>{name} gibt {width} x {height} Pixel an; sie passen nicht in den Speicher.</translation>
    </message>
    <message>
        <source>{name} does not exist.</source>
        <translation>{name} gibt es nicht.</translation>
    </message>
    <message>
        <source>{name} has no usable place on the ground; not used: {ignored}.</source>
        <translation>{name} hat keinen brauchbaren Ort am Boden; nicht verwendet: {ignored}.</translation>
    </message>
    <message>
        <source>{name} has {named} in its name, but its metadata ({source}) say {date}, which is used. Correct the date if it is that of the processing.</source>
        <translation>{name} hat {named} im Namen, die Metadaten ({source}) sagen aber {date}; das wird verwendet. Berichtigen Sie das Datum, wenn es das der Verarbeitung ist.</translation>
    </message>
    <message numerus="yes">
        <source>{name} holds %n image(s).</source>
        <translation>
            <numerusform>{name} enthält %n Bild.</numerusform>
            <numerusform>{name} enthält %n Bilder.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} holds no image of its own.</source>
        <translation>{name} enthält selbst kein Bild.</translation>
    </message>
    <message>
        <source>{name} holds text that is no number</source>
        <translation>{name} enthält Text, der keine Zahl ist</translation>
    </message>
    <message numerus="yes">
        <source>{name} is a STAC item of %n image(s) that (is|are) here.</source>
        <translation>
            <numerusform>{name} ist ein STAC-Item mit %n Bild, das hier ist.</numerusform>
            <numerusform>{name} ist ein STAC-Item mit %n Bildern, die hier sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is a STAC item without an image in its own folder.</source>
        <translation>{name} ist ein STAC-Item ohne Bild im eigenen Ordner.</translation>
    </message>
    <message>
        <source>{name} is a folder, not an image.</source>
        <translation>{name} ist ein Ordner, kein Bild.</translation>
    </message>
    <message>
        <source>{name} is closed.</source>
        <translation>{name} ist geschlossen.</translation>
    </message>
    <message>
        <source>{name} is cut short.</source>
        <translation>{name} ist abgeschnitten.</translation>
    </message>
    <message>
        <source>{name} is empty (0 bytes).</source>
        <translation>{name} ist leer (0 Bytes).</translation>
    </message>
    <message>
        <source>{name} is empty now (0 bytes).</source>
        <translation>{name} ist jetzt leer (0 Bytes).</translation>
    </message>
    <message>
        <source>{name} is gone.</source>
        <translation>{name} ist verschwunden.</translation>
    </message>
    <message>
        <source>{name} is missing or incomplete</source>
        <translation>{name} fehlt oder ist unvollständig</translation>
    </message>
    <message>
        <source>{name} is no regular file but a pipe, a socket or a device.</source>
        <translation>{name} ist keine gewöhnliche Datei, sondern eine Pipe, ein Socket oder ein Gerät.</translation>
    </message>
    <message>
        <source>{name} is not a STAC item.</source>
        <translation>{name} ist kein STAC-Item.</translation>
    </message>
    <message>
        <source>{name} is not an image that ilmtool can read.</source>
        <translation>{name} ist kein Bild, das ilmtool lesen kann.</translation>
    </message>
    <message>
        <source>{name} is not opened: it leads to other files.</source>
        <translation>{name} wird nicht geöffnet: Die Datei verweist auf andere Dateien.</translation>
    </message>
    <message>
        <source>{name} is not opened: it leads to {target}, {why}.</source>
        <translation>{name} wird nicht geöffnet: Die Datei verweist auf {target}, {why}.</translation>
    </message>
    <message>
        <source>{name} is not opened: its XML cannot be looked through.</source>
        <translation>{name} wird nicht geöffnet: Das XML darin lässt sich nicht durchsehen.</translation>
    </message>
    <message>
        <source>{name} is not opened: {other} beside it is a pipe, a socket or a device.</source>
        <translation>{name} wird nicht geöffnet: {other} daneben ist eine Pipe, ein Socket oder ein Gerät.</translation>
    </message>
    <message>
        <source>{name} is placed by more than one source; not used: {ignored}.</source>
        <translation>{name} hat den Ort aus mehr als einer Quelle; nicht verwendet: {ignored}.</translation>
    </message>
    <message>
        <source>{name} is zero</source>
        <translation>{name} ist null</translation>
    </message>
    <message>
        <source>{name} may not be read.</source>
        <translation>{name} darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>{name} says that it lies in {crs}, but its coordinates are no degrees; it has no longitude and latitude.</source>
        <translation>{name} liegt angeblich in {crs}, die Koordinaten sind aber keine Grad; Länge und Breite gibt es nicht.</translation>
    </message>
    <message>
        <source>{name} was not fetched: images from the network are switched off.</source>
        <translation>{name} wurde nicht geholt: Bilder aus dem Netz sind abgeschaltet.</translation>
    </message>
    <message>
        <source>{name} would have been taken in the future, on {date}; correct its date.</source>
        <translation>{name} wäre in der Zukunft aufgenommen, am {date}; berichtigen Sie das Datum.</translation>
    </message>
    <message>
        <source>{name} {error}.</source>
        <translation>{name} {error}.</translation>
    </message>
    <message>
        <source>{name}: {away} px away</source>
        <translation>{name}: {away} px entfernt</translation>
    </message>
    <message>
        <source>{size} MB of XML</source>
        <translation>{size} MB XML</translation>
    </message>
    <message>
        <source>{url} cannot be read.</source>
        <translation>{url} ist nicht lesbar.</translation>
    </message>
    <message>
        <source>{url} cannot be read: {reason}.</source>
        <translation>{url} ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
        <source>{whole} has no image {wanted!r}; it holds {count}.</source>
        <translation>{whole} hat kein Bild {wanted!r}; enthalten sind {count}.</translation>
    </message>
</context>
</TS>
