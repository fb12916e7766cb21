<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source>A bar of a round length on the ground.</source>
        <translation>Eine Leiste mit runder Länge am Boden.</translation>
    </message>
    <message>
        <source>A small picture of the whole pair, with the part that is in view.</source>
        <translation>Ein kleines Bild des ganzen Bildpaars mit dem sichtbaren Ausschnitt.</translation>
    </message>
    <message>
        <source>All small levels together; the longest unused go first.</source>
        <translation>Alle verkleinerten Stufen zusammen; die am längsten unbenutzten werden zuerst entfernt.</translation>
    </message>
    <message>
        <source>Analyst id</source>
        <translation>Kennung des Analysten</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Author of your annotations at once, and part of the annotation file&apos;s name from the next pair on. Without one, your login name is the author.</source>
        <translation>Ab sofort Verfasser Ihrer Annotationen und ab dem nächsten Bildpaar Teil des Namens der Annotationsdatei. Ohne Kennung ist Ihr Anmeldename der Verfasser.</translation>
    </message>
    <message>
        <source>Cache folder</source>
        <translation>Ordner des Zwischenspeichers</translation>
    </message>
    <message>
        <source>Colours of the window; the grey around images never has a tint.</source>
        <translation>Farben des Fensters; das Grau um die Bilder hat nie einen Farbstich.</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Koordinaten</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
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
        <source>Diameter of the round window onto the other date.</source>
        <translation>Durchmesser des runden Fensters auf die andere Aufnahme.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>From the last edit to the save.</source>
        <translation>Von der letzten Bearbeitung bis zum Speichern.</translation>
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
        <source>How the place under the cursor is written and copied.</source>
        <translation>Wie der Ort unter dem Mauszeiger geschrieben und kopiert wird.</translation>
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
        <source>Label set</source>
        <translation>Labelsatz</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Make the folder writable, or name another one in {variable}.</source>
        <translation>Geben Sie Schreibrechte für den Ordner oder nennen Sie einen anderen in {variable}.</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Maße</translation>
    </message>
    <message>
        <source>Metric (m, km, ha)</source>
        <translation>Metrisch (m, km, ha)</translation>
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
        <source>North arrow</source>
        <translation>Nordpfeil</translation>
    </message>
    <message>
        <source>Of lengths, areas and heights.</source>
        <translation>Für Längen, Flächen und Höhen.</translation>
    </message>
    <message>
        <source>Of the window&apos;s texts. Files, coordinates and the command line are the same in every language.</source>
        <translation>Sprache der Texte im Fenster. Dateien, Koordinaten und die Befehlszeile sind in jeder Sprache gleich.</translation>
    </message>
    <message>
        <source>On the images</source>
        <translation>Auf den Bildern</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Pixels of the image</source>
        <translation>Pixel des Bildes</translation>
    </message>
    <message>
        <source>Save after</source>
        <translation>Speichern nach</translation>
    </message>
    <message>
        <source>Save by itself</source>
        <translation>Automatisch speichern</translation>
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
        <source>Size of the cache</source>
        <translation>Größe des Zwischenspeichers</translation>
    </message>
    <message>
        <source>Size of the lens</source>
        <translation>Größe der Linse</translation>
    </message>
    <message>
        <source>The classes that the number keys and the label list give.</source>
        <translation>Die Klassen, die über die Zifferntasten und die Labelliste gewählt werden.</translation>
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
        <source>Theme</source>
        <translation>Farbschema</translation>
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
        <source>Units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>Where north is in the image.</source>
        <translation>Wo im Bild Norden ist.</translation>
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
        <source>Whether the names of boxes are shown.</source>
        <translation>Ob die Namen der Boxen gezeigt werden.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
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
        <source>from the next pair on</source>
        <translation>ab dem nächsten Bildpaar</translation>
    </message>
    <message>
        <source>from the next start on</source>
        <translation>ab dem nächsten Start</translation>
    </message>
    <message>
        <source>it is not a JSON object</source>
        <translation>kein JSON-Objekt</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>letters, digits, - and _</source>
        <translation>Buchstaben, Ziffern, - und _</translation>
    </message>
    <message>
        <source>the absolute path of a folder, or nothing for the usual place</source>
        <translation>der absolute Pfad eines Ordners oder nichts für den üblichen Ort</translation>
    </message>
    <message>
        <source>the name of a label set that ships, or the path of a TOML file</source>
        <translation>der Name eines mitgelieferten Labelsatzes oder der Pfad einer TOML-Datei</translation>
    </message>
    <message>
        <source>true or false</source>
        <comment>values of a file, which stay as they are</comment>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>{most} or {last}</source>
        <translation>{most} oder {last}</translation>
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
</context>
</TS>
