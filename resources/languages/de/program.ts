<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source>A library ended it; where is written in {path}.</source>
        <translation>Eine Bibliothek hat es beendet; wo, steht in {path}.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cannot allocate memory</source>
        <translation>Nicht genügend Hauptspeicher verfügbar</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation>Der Ordner ist nicht leer</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Der zugewiesene Plattenplatz (Quota) ist überschritten</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Die Datei existiert bereits</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Der Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>Die Datei ist zu groß</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Eingabe-/Ausgabefehler</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>Ist ein Ordner</translation>
    </message>
    <message>
        <source>Making the demo pair…</source>
        <translation>Demo-Bildpaar wird erzeugt…</translation>
    </message>
    <message>
        <source>No pair was open, so there was nothing to save.</source>
        <translation>Es war kein Bildpaar geöffnet, also war nichts zu speichern.</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Auf dem Gerät ist kein Speicherplatz mehr verfügbar</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>Ist kein Ordner</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Die Operation ist nicht erlaubt</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Das Dateisystem ist nur lesbar</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>Zu viele offene Dateien</translation>
    </message>
    <message>
        <source>What was saved or in the journal is not lost. Send that file with a report.</source>
        <translation>Was gespeichert war oder im Journal stand, ist nicht verloren. Senden Sie jene Datei mit einem Bericht.</translation>
    </message>
    <message>
        <source>Your annotations are saved in {path}.</source>
        <translation>Ihre Annotationen sind in {path} gespeichert.</translation>
    </message>
    <message>
        <source>Your annotations could NOT be saved: {problem} Each edit stands in the journal, and the next start brings it back.</source>
        <translation>Ihre Annotationen konnten NICHT gespeichert werden: {problem} Jede Bearbeitung steht im Journal, und der nächste Start holt sie zurück.</translation>
    </message>
    <message>
        <source>a number is needed</source>
        <translation>eine Zahl ist nötig</translation>
    </message>
    <message>
        <source>ilmtool ended unexpectedly the last time.</source>
        <translation>ilmtool wurde beim letzten Mal unerwartet beendet.</translation>
    </message>
    <message>
        <source>it might be {one} or {other}</source>
        <translation>es könnte {one} oder {other} sein</translation>
    </message>
</context>
</TS>
