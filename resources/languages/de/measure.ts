<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>A minus sign and a letter say the direction twice.</source>
        <translation>Ein Minuszeichen und ein Buchstabe nennen die Richtung zweimal.</translation>
    </message>
    <message>
        <source>A point has no place on the ground.</source>
        <translation>Ein Punkt hat keinen Ort am Boden.</translation>
    </message>
    <message>
        <source>An area has three corners at least.</source>
        <translation>Eine Fläche hat mindestens drei Ecken.</translation>
    </message>
    <message>
        <source>Area {area}, {length} around</source>
        <translation>Fläche {area}, Umfang {length}</translation>
    </message>
    <message>
        <source>Back azimuth {azimuth}</source>
        <translation>Gegenazimut {azimuth}</translation>
    </message>
    <message>
        <source>Both numbers are latitudes.</source>
        <translation>Beide Zahlen sind Breiten.</translation>
    </message>
    <message>
        <source>Both numbers are longitudes.</source>
        <translation>Beide Zahlen sind Längen.</translation>
    </message>
    <message>
        <source>Click the edge, then the tip of its shadow.</source>
        <translation>Klicken Sie auf die Kante, dann auf die Spitze ihres Schattens.</translation>
    </message>
    <message>
        <source>Commas may stand in the numbers or between them: put ; or a blank between.</source>
        <translation>Kommas können in den Zahlen oder dazwischen stehen: Setzen Sie ; oder ein Leerzeichen dazwischen.</translation>
    </message>
    <message>
        <source>Corners {places}</source>
        <translation>Ecken {places}</translation>
    </message>
    <message>
        <source>Correct the band, or write NORTH or SOUTH in its place.</source>
        <translation>Berichtigen Sie das Band, oder schreiben Sie stattdessen NORTH oder SOUTH.</translation>
    </message>
    <message>
        <source>Degrees, minutes, seconds</source>
        <translation>Grad, Minuten, Sekunden</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Entfernung</translation>
    </message>
    <message>
        <source>Easting and northing have equally many, 0 to 5 each.</source>
        <translation>Ostwert und Nordwert haben gleich viele, je 0 bis 5.</translation>
    </message>
    <message>
        <source>Eastings are 100,000 to 900,000 m, northings up to 10,000,000 m, easting first.</source>
        <translation>Ostwerte liegen zwischen 100.000 und 900.000 m, Nordwerte bei höchstens 10.000.000 m; der Ostwert steht zuerst.</translation>
    </message>
    <message>
        <source>Enter the sun&apos;s angles, or the time, in {menu}.</source>
        <translation>Tragen Sie die Winkel der Sonne oder die Uhrzeit ein unter {menu}.</translation>
    </message>
    <message>
        <source>Feet and miles</source>
        <translation>Fuß und Meilen</translation>
    </message>
    <message>
        <source>From base to shadow tip, flat ground assumed; ± one standard deviation, 1 px a click</source>
        <translation>Vom Fuß zur Schattenspitze, ebener Boden angenommen; ± eine Standardabweichung, 1 px je Klick</translation>
    </message>
    <message>
        <source>From roof edge to shadow tip, flat ground assumed; ± one standard deviation, 1 px a click</source>
        <translation>Von der Dachkante zur Schattenspitze, ebener Boden angenommen; ± eine Standardabweichung, 1 px je Klick</translation>
    </message>
    <message>
        <source>H {height}</source>
        <translation>H {height}</translation>
    </message>
    <message>
        <source>H {height}  {angle}° off the shadow!</source>
        <translation>H {height}  {angle}° neben dem Schatten!</translation>
    </message>
    <message>
        <source>Height {height}</source>
        <translation>Höhe {height}</translation>
    </message>
    <message>
        <source>If longitude comes first, write {lonlat}; for a pixel, px {pixel}.</source>
        <translation>Steht die Länge zuerst, schreiben Sie {lonlat}; für ein Pixel px {pixel}.</translation>
    </message>
    <message>
        <source>It takes {least}° to {most}°.</source>
        <translation>Nötig sind {least}° bis {most}°.</translation>
    </message>
    <message>
        <source>Its metadata do not say, and without date, time of day and place it cannot be computed.</source>
        <translation>Die Metadaten sagen es nicht, und ohne Datum, Uhrzeit und Ort lässt sie sich nicht berechnen.</translation>
    </message>
    <message>
        <source>Latitude comes first; write E or W at the longitude.</source>
        <translation>Die Breite steht zuerst; schreiben Sie E oder W an die Länge.</translation>
    </message>
    <message>
        <source>Latitude, longitude</source>
        <translation>Breite, Länge</translation>
    </message>
    <message>
        <source>MGRS {text} does not exist.</source>
        <translation>MGRS {text} gibt es nicht.</translation>
    </message>
    <message numerus="yes">
        <source>MGRS {text} has %n digit(s) that (is|are) no pair.</source>
        <translation>
            <numerusform>MGRS {text} hat %n Ziffer, die kein Paar ist.</numerusform>
            <numerusform>MGRS {text} hat %n Ziffern, die kein Paar sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>MGRS, the middle of a square of {side}</source>
        <translation>MGRS, Mitte eines Quadrats von {side}</translation>
    </message>
    <message>
        <source>Measure from the base of the wall instead.</source>
        <translation>Messen Sie stattdessen vom Fuß der Wand aus.</translation>
    </message>
    <message>
        <source>Measure from the base of the wall, or enter the angles in {menu}.</source>
        <translation>Messen Sie vom Fuß der Wand aus, oder tragen Sie die Winkel ein unter {menu}.</translation>
    </message>
    <message>
        <source>Measure from the base of the wall, or enter the azimuth in {menu}.</source>
        <translation>Messen Sie vom Fuß der Wand aus, oder tragen Sie den Azimut ein unter {menu}.</translation>
    </message>
    <message>
        <source>Measure where the image is placed.</source>
        <translation>Messen Sie dort, wo das Bild verortet ist.</translation>
    </message>
    <message>
        <source>Metres and kilometres</source>
        <translation>Meter und Kilometer</translation>
    </message>
    <message>
        <source>Metres and nautical miles</source>
        <translation>Meter und Seemeilen</translation>
    </message>
    <message>
        <source>On {name}</source>
        <translation>Auf {name}</translation>
    </message>
    <message>
        <source>One of N or S, and one of E or W.</source>
        <translation>Eines von N oder S, und eines von E oder W.</translation>
    </message>
    <message>
        <source>Outline {length} around</source>
        <translation>Umriss, Umfang {length}</translation>
    </message>
    <message numerus="yes">
        <source>Path of %n leg(s)</source>
        <translation>
            <numerusform>Weg mit %n Strecke</numerusform>
            <numerusform>Weg mit %n Strecken</numerusform>
        </translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Roof and shadow tip lie on each other: the satellite stood where the sun stood.</source>
        <translation>Dach und Schattenspitze liegen aufeinander: Der Satellit stand, wo die Sonne stand.</translation>
    </message>
    <message>
        <source>Scenes: dates and angles</source>
        <translation>Szenen: Aufnahmezeit und Winkel</translation>
    </message>
    <message>
        <source>Sun {elevation}° high (computed)</source>
        <translation>Sonne {elevation}° hoch (berechnet)</translation>
    </message>
    <message>
        <source>Sun {elevation}° high (metadata)</source>
        <translation>Sonne {elevation}° hoch (Metadaten)</translation>
    </message>
    <message>
        <source>That is too long for coordinates.</source>
        <translation>Das ist zu lang für Koordinaten.</translation>
    </message>
    <message>
        <source>That place is at {latitude}, and band {letter} reaches from {south} to {north}.</source>
        <translation>Dieser Ort liegt bei {latitude}, und Band {letter} reicht von {south} bis {north}.</translation>
    </message>
    <message>
        <source>The height cannot be told from the line between them.</source>
        <translation>Aus der Linie dazwischen lässt sich die Höhe nicht ablesen.</translation>
    </message>
    <message>
        <source>The image has no georeferencing: pixels only</source>
        <translation>Das Bild ist nicht georeferenziert: nur Pixel</translation>
    </message>
    <message>
        <source>The line has no length.</source>
        <translation>Die Linie hat keine Länge.</translation>
    </message>
    <message>
        <source>The line runs {angle}° off azimuth {azimuth}°, where the tip must lie.</source>
        <translation>Die Linie weicht um {angle}° vom Azimut {azimuth}° ab, in dem die Spitze liegen muss.</translation>
    </message>
    <message>
        <source>The outline crosses itself, so it has no area.</source>
        <translation>Der Umriss kreuzt sich selbst und hat deshalb keine Fläche.</translation>
    </message>
    <message>
        <source>The satellite stood at {elevation}°, too low for a height from a shadow.</source>
        <translation>Der Satellit stand bei {elevation}°, zu tief für eine Höhe aus dem Schatten.</translation>
    </message>
    <message>
        <source>The satellite&apos;s angle is not known for this image, and roof to shadow tip needs it.</source>
        <translation>Der Winkel des Satelliten ist für dieses Bild nicht bekannt; vom Dach zur Schattenspitze wird er gebraucht.</translation>
    </message>
    <message>
        <source>The satellite&apos;s azimuth is not known for this image, and roof to shadow tip needs it.</source>
        <translation>Der Azimut des Satelliten ist für dieses Bild nicht bekannt; vom Dach zur Schattenspitze wird er gebraucht.</translation>
    </message>
    <message>
        <source>The sun stood at {elevation}°, too high for a height from a shadow.</source>
        <translation>Die Sonne stand bei {elevation}°, zu hoch für eine Höhe aus dem Schatten.</translation>
    </message>
    <message>
        <source>The sun stood at {elevation}°, too low for a height from a shadow.</source>
        <translation>Die Sonne stand bei {elevation}°, zu tief für eine Höhe aus dem Schatten.</translation>
    </message>
    <message>
        <source>The sun&apos;s azimuth is not known for this image, and roof to shadow tip needs it.</source>
        <translation>Der Azimut der Sonne ist für dieses Bild nicht bekannt; vom Dach zur Schattenspitze wird er gebraucht.</translation>
    </message>
    <message>
        <source>The sun&apos;s azimuth is not known, so the direction of the line could not be checked.</source>
        <translation>Der Azimut der Sonne ist nicht bekannt; die Richtung der Linie konnte nicht geprüft werden.</translation>
    </message>
    <message>
        <source>The sun&apos;s elevation is not known for this image.</source>
        <translation>Die Höhe der Sonne ist für dieses Bild nicht bekannt.</translation>
    </message>
    <message>
        <source>There are no coordinates.</source>
        <translation>Es sind keine Koordinaten angegeben.</translation>
    </message>
    <message>
        <source>There is no MGRS zone {name}.</source>
        <translation>Es gibt keine MGRS-Zone {name}.</translation>
    </message>
    <message>
        <source>There is no UTM zone {zone}{letter}.</source>
        <translation>Es gibt keine UTM-Zone {zone}{letter}.</translation>
    </message>
    <message>
        <source>There is no square {square} in MGRS zone {name}.</source>
        <translation>Es gibt kein Quadrat {square} in der MGRS-Zone {name}.</translation>
    </message>
    <message>
        <source>This image has no georeferencing: its shadows have no length in metres.</source>
        <translation>Dieses Bild ist nicht georeferenziert: Seine Schatten haben keine Länge in Metern.</translation>
    </message>
    <message>
        <source>UPS {pole}, easting {easting}, northing {northing}</source>
        <translation>UPS {pole}, Ostwert {easting}, Nordwert {northing}</translation>
    </message>
    <message>
        <source>UTM zone {zone} of which hemisphere?</source>
        <translation>UTM-Zone {zone} auf welcher Halbkugel?</translation>
    </message>
    <message>
        <source>UTM zone {zone} {how}, easting {easting}, northing {northing}</source>
        <translation>UTM-Zone {zone} {how}, Ostwert {easting}, Nordwert {northing}</translation>
    </message>
    <message>
        <source>UTM zone {zone}{letter} reaches from {south} to {north}, and a northing of {northing} is at {latitude}.</source>
        <translation>Die UTM-Zone {zone}{letter} reicht von {south} bis {north}, und ein Nordwert von {northing} liegt bei {latitude}.</translation>
    </message>
    <message>
        <source>Understood as UPS, easting {easting} and northing {northing}: not on the grid.</source>
        <translation>Verstanden als UPS, Ostwert {easting} und Nordwert {northing}: nicht im Gitter.</translation>
    </message>
    <message>
        <source>Understood as UTM, easting {easting} and northing {northing}: that is outside of the grid.</source>
        <translation>Verstanden als UTM, Ostwert {easting} und Nordwert {northing}: Das liegt außerhalb des Gitters.</translation>
    </message>
    <message>
        <source>Understood as {order}: a latitude of {lat}° is beyond the pole.</source>
        <translation>Verstanden als {order}: Eine Breite von {lat}° liegt jenseits des Pols.</translation>
    </message>
    <message>
        <source>Understood as {order}: a longitude of {lon}° is more than once around the Earth.</source>
        <translation>Verstanden als {order}: Eine Länge von {lon}° ist mehr als einmal um die Erde.</translation>
    </message>
    <message>
        <source>Walk around it so that no side crosses another.</source>
        <translation>Umrunden Sie die Fläche so, dass keine Seite eine andere kreuzt.</translation>
    </message>
    <message>
        <source>Write 39.66, 124.705 (latitude first), 39°39&apos;36&quot;N 124°42&apos;18&quot;E, 51S 646261 4391410, 51SXD4626191410, or px 120.5, 80.</source>
        <translation>Schreiben Sie 39.66, 124.705 (Breite zuerst), 39°39&apos;36&quot;N 124°42&apos;18&quot;E, 51S 646261 4391410, 51SXD4626191410 oder px 120.5, 80.</translation>
    </message>
    <message>
        <source>Write decimals with a dot, and ; between.</source>
        <translation>Schreiben Sie Dezimalen mit Punkt und ; dazwischen.</translation>
    </message>
    <message>
        <source>Write {zone} north or {zone} south, or its band.</source>
        <translation>Schreiben Sie {zone} north oder {zone} south, oder das Band.</translation>
    </message>
    <message>
        <source>Zones are 1 to 60 with a latitude band C to X.</source>
        <translation>Zonen sind 1 bis 60 mit einem Breitenband C bis X.</translation>
    </message>
    <message>
        <source>Zones are 1 to 60; 32X, 34X and 36X do not exist.</source>
        <translation>Zonen sind 1 bis 60; 32X, 34X und 36X gibt es nicht.</translation>
    </message>
    <message>
        <source>band S (32 to 40° N; write SOUTH for the southern hemisphere)</source>
        <translation>Band S (32 bis 40° N; schreiben Sie SOUTH für die Südhalbkugel)</translation>
    </message>
    <message>
        <source>band {letter}</source>
        <translation>Band {letter}</translation>
    </message>
    <message>
        <source>east</source>
        <comment>direction</comment>
        <translation>östlich</translation>
    </message>
    <message>
        <source>latitude, longitude</source>
        <translation>Breite, Länge</translation>
    </message>
    <message>
        <source>longitude, latitude</source>
        <translation>Länge, Breite</translation>
    </message>
    <message>
        <source>north</source>
        <comment>direction</comment>
        <translation>nördlich</translation>
    </message>
    <message>
        <source>north</source>
        <comment>hemisphere</comment>
        <translation>Nord</translation>
    </message>
    <message>
        <source>north (N as hemisphere)</source>
        <translation>Nord (N als Halbkugel)</translation>
    </message>
    <message>
        <source>north (band N)</source>
        <translation>Nord (Band N)</translation>
    </message>
    <message>
        <source>north-east</source>
        <comment>direction</comment>
        <translation>nordöstlich</translation>
    </message>
    <message>
        <source>north-west</source>
        <comment>direction</comment>
        <translation>nordwestlich</translation>
    </message>
    <message>
        <source>pixel {x}, {y} of the after image</source>
        <translation>Pixel {x}, {y} im Nachher-Bild</translation>
    </message>
    <message>
        <source>pixel {x}, {y} of the before image</source>
        <translation>Pixel {x}, {y} im Vorher-Bild</translation>
    </message>
    <message>
        <source>south</source>
        <comment>direction</comment>
        <translation>südlich</translation>
    </message>
    <message>
        <source>south</source>
        <comment>hemisphere</comment>
        <translation>Süd</translation>
    </message>
    <message>
        <source>south (S as hemisphere: this is not in band S)</source>
        <translation>Süd (S als Halbkugel: Das liegt nicht in Band S)</translation>
    </message>
    <message>
        <source>south-east</source>
        <comment>direction</comment>
        <translation>südöstlich</translation>
    </message>
    <message>
        <source>south-west</source>
        <comment>direction</comment>
        <translation>südwestlich</translation>
    </message>
    <message>
        <source>west</source>
        <comment>direction</comment>
        <translation>westlich</translation>
    </message>
    <message>
        <source>{area}  around {length}</source>
        <translation>{area}  Umfang {length}</translation>
    </message>
    <message>
        <source>{how}; {lon}° is {turned}°</source>
        <translation>{how}; {lon}° ist {turned}°</translation>
    </message>
    <message>
        <source>{leg}  total {length}</source>
        <translation>{leg}  gesamt {length}</translation>
    </message>
    <message>
        <source>{name} {length}</source>
        <translation>{name} {length}</translation>
    </message>
    <message>
        <source>{name} {length}, azimuth {azimuth}</source>
        <translation>{name} {length}, Azimut {azimuth}</translation>
    </message>
    <message>
        <source>{number} acres</source>
        <translation>{number} Acres</translation>
    </message>
    <message>
        <source>{number}. {length}, azimuth {azimuth}, back {back}</source>
        <translation>{number}. {length}, Azimut {azimuth}, zurück {back}</translation>
    </message>
    <message>
        <source>{order} in this order</source>
        <translation>{order} in dieser Reihenfolge</translation>
    </message>
    <message>
        <source>{order}, by the letters</source>
        <translation>{order}, nach den Buchstaben</translation>
    </message>
    <message>
        <source>{text} can be read in two ways, as {one} or {other}.</source>
        <translation>{text} lässt sich auf zwei Arten lesen, als {one} oder {other}.</translation>
    </message>
    <message>
        <source>{text} has signs that only look like digits.</source>
        <translation>{text} hat Zeichen, die nur wie Ziffern aussehen.</translation>
    </message>
    <message>
        <source>{text} is no place that is understood.</source>
        <translation>{text} ist kein verständlicher Ort.</translation>
    </message>
</context>
</TS>
