<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n agree(s|)</source>
        <translation>
            <numerusform>%n stimmt überein</numerusform>
            <numerusform>%n stimmen überein</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n disagree(s|)</source>
        <translation>
            <numerusform>%n weicht ab</numerusform>
            <numerusform>%n weichen ab</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not found</source>
        <translation>
            <numerusform>%n nicht gefunden</numerusform>
            <numerusform>%n nicht gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Black did not change; the brighter, the more it changed</source>
        <translation>Schwarz hat sich nicht geändert; je heller, desto mehr hat sich geändert</translation>
    </message>
    <message>
        <source>Blue became darker, grey did not change, orange became brighter</source>
        <translation>Blau wurde dunkler, Grau hat sich nicht geändert, Orange wurde heller</translation>
    </message>
    <message>
        <source>C</source>
        <comment>search cell</comment>
        <translation>O</translation>
    </message>
    <message>
        <source>Edges of the before image in orange, of the after image in blue, of both in white</source>
        <translation>Kanten des Vorher-Bilds in Orange, des Nachher-Bilds in Blau, beider in Weiß</translation>
    </message>
    <message>
        <source>N</source>
        <comment>north arrow</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>O</source>
        <comment>search cell</comment>
        <translation>V</translation>
    </message>
    <message>
        <source>Red was brighter before, grey did not change, cyan is brighter after</source>
        <translation>Rot war vorher heller, Grau hat sich nicht geändert, Cyan ist nachher heller</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>around it</source>
        <translation>ringsum</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>brighter</source>
        <translation>heller</translation>
    </message>
    <message>
        <source>brighter after</source>
        <translation>nachher heller</translation>
    </message>
    <message>
        <source>brighter before</source>
        <translation>vorher heller</translation>
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
        <source>clear</source>
        <translation>ohne Befund</translation>
    </message>
    <message>
        <source>darker</source>
        <translation>dunkler</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>edges blue</source>
        <translation>Kanten blau</translation>
    </message>
    <message>
        <source>edges orange</source>
        <translation>Kanten orange</translation>
    </message>
    <message>
        <source>in cyan</source>
        <translation>in Cyan</translation>
    </message>
    <message>
        <source>in red</source>
        <translation>in Rot</translation>
    </message>
    <message>
        <source>in the lens</source>
        <translation>in der Linse</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>angeglichen</translation>
    </message>
    <message>
        <source>minus before</source>
        <translation>− vorher</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>no image</source>
        <translation>kein Bild</translation>
    </message>
    <message>
        <source>obscured</source>
        <translation>verdeckt</translation>
    </message>
    <message>
        <source>{length} px, lines drawn {factor} times as long</source>
        <translation>{length} px, Linien {factor}-mal so lang gezeichnet</translation>
    </message>
</context>
</TS>
