<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source>Choose a folder that you can write to and that has 100 MB of room.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen und der 100 MB Platz hat.</translation>
    </message>
    <message>
        <source>Choose an empty folder for the demo.</source>
        <translation>Wählen Sie einen leeren Ordner für die Demo.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Free some space or choose another folder.</source>
        <translation>Schaffen Sie Platz oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>It needs about {needed} MB, {free} MB are free.</source>
        <translation>Gebraucht werden etwa {needed} MB, frei sind {free} MB.</translation>
    </message>
    <message>
        <source>It was not made by the demo, so it was left alone.</source>
        <translation>Sie stammt nicht von der Demo und blieb deshalb unberührt.</translation>
    </message>
    <message>
        <source>Shaping the ground</source>
        <translation>Gelände wird geformt</translation>
    </message>
    <message>
        <source>Taking the picture of {date}</source>
        <translation>Bild vom {date} wird aufgenommen</translation>
    </message>
    <message>
        <source>The demo needs the name {name}, and another file in {folder} has it.</source>
        <translation>Die Demo braucht den Namen {name}, den in {folder} schon eine andere Datei hat.</translation>
    </message>
    <message>
        <source>The demo pair could not be written to {folder}.</source>
        <translation>Das Demo-Bildpaar konnte nicht in {folder} geschrieben werden.</translation>
    </message>
    <message>
        <source>There is no room for the demo pair in {folder}.</source>
        <translation>In {folder} ist kein Platz für das Demo-Bildpaar.</translation>
    </message>
    <message>
        <source>Writing the sidecar</source>
        <translation>Annotationsdatei wird geschrieben</translation>
    </message>
</context>
</TS>
