<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source>&amp;Annotation</source>
        <translation>&amp;Annotation</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>&amp;Zeichnen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>&amp;Pair</source>
        <translation>Bi&amp;ldpaar</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Prüfung</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suche</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>About ilmtool</source>
        <translation>Über ilmtool</translation>
    </message>
    <message>
        <source>Accept and edit</source>
        <translation>Annehmen und bearbeiten</translation>
    </message>
    <message>
        <source>Accept mine</source>
        <translation>Meine annehmen</translation>
    </message>
    <message>
        <source>Accept the suggestion</source>
        <translation>Vorschlag annehmen</translation>
    </message>
    <message>
        <source>Accept theirs</source>
        <translation>Andere annehmen</translation>
    </message>
    <message>
        <source>Add a box to the selection, or take it out</source>
        <translation>Eine Box zur Auswahl hinzufügen oder herausnehmen</translation>
    </message>
    <message>
        <source>Add a corner after this one</source>
        <translation>Ecke nach dieser einfügen</translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation>Bilder hinzufügen…</translation>
    </message>
    <message>
        <source>After only</source>
        <translation>Nur Nachher</translation>
    </message>
    <message>
        <source>Alt+Click</source>
        <translation>Alt+Klick</translation>
    </message>
    <message>
        <source>Analyst…</source>
        <translation>Analyst…</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Genehmigen</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Attach to the selected annotation</source>
        <translation>An die gewählte Annotation anhängen</translation>
    </message>
    <message>
        <source>Back out of what is going on, then clear the selection</source>
        <translation>Das Laufende abbrechen, dann die Auswahl aufheben</translation>
    </message>
    <message>
        <source>Before only</source>
        <translation>Nur Vorher</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boxen</translation>
    </message>
    <message>
        <source>Cell has no image</source>
        <translation>Zelle hat kein Bild</translation>
    </message>
    <message>
        <source>Cell is clear: no change seen</source>
        <translation>Zelle ohne Befund: keine Änderung gesehen</translation>
    </message>
    <message>
        <source>Cell is obscured</source>
        <translation>Zelle ist verdeckt</translation>
    </message>
    <message>
        <source>Cell is unseen again</source>
        <translation>Zelle gilt wieder als ungesehen</translation>
    </message>
    <message>
        <source>Certainty term…</source>
        <translation>Begriff der Gewissheit…</translation>
    </message>
    <message>
        <source>Certainty: confirmed</source>
        <translation>Gewissheit: bestätigt</translation>
    </message>
    <message>
        <source>Certainty: possible</source>
        <translation>Gewissheit: möglich</translation>
    </message>
    <message>
        <source>Certainty: probable</source>
        <translation>Gewissheit: wahrscheinlich</translation>
    </message>
    <message>
        <source>Certainty: unknown</source>
        <translation>Gewissheit: unbekannt</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Tasten ändern…</translation>
    </message>
    <message>
        <source>Change seen in cell</source>
        <translation>Änderung in der Zelle gesehen</translation>
    </message>
    <message>
        <source>Change: modified</source>
        <translation>Änderung: verändert</translation>
    </message>
    <message>
        <source>Change: moved</source>
        <translation>Änderung: versetzt</translation>
    </message>
    <message>
        <source>Change: new</source>
        <translation>Änderung: neu</translation>
    </message>
    <message>
        <source>Change: removed</source>
        <translation>Änderung: entfernt</translation>
    </message>
    <message>
        <source>Change: unchanged</source>
        <translation>Änderung: unverändert</translation>
    </message>
    <message>
        <source>Change: unknown</source>
        <translation>Änderung: unbekannt</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>Kommentar…</translation>
    </message>
    <message>
        <source>Compare with a colleague&apos;s file…</source>
        <translation>Mit der Datei eines Kollegen vergleichen…</translation>
    </message>
    <message>
        <source>Confidence in the judgement…</source>
        <translation>Konfidenz des Urteils…</translation>
    </message>
    <message>
        <source>Contrast and bands</source>
        <translation>Kontrast und Kanäle</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy coordinates</source>
        <translation>Koordinaten kopieren</translation>
    </message>
    <message>
        <source>Copy measurements</source>
        <translation>Messungen kopieren</translation>
    </message>
    <message>
        <source>Copy rows as text</source>
        <translation>Zeilen als Text kopieren</translation>
    </message>
    <message>
        <source>Ctrl while turning</source>
        <translation>Strg beim Drehen</translation>
    </message>
    <message>
        <source>Ctrl+Click</source>
        <translation>Strg+Klick</translation>
    </message>
    <message>
        <source>Ctrl+Drag</source>
        <translation>Strg+Ziehen</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Darker and brighter</source>
        <translation>Dunkler und heller</translation>
    </message>
    <message>
        <source>Dates…</source>
        <translation>Aufnahmen…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Distance and path</source>
        <translation>Strecke und Weg</translation>
    </message>
    <message>
        <source>Divider left or up; fade to before</source>
        <translation>Trennlinie nach links oder oben; zu Vorher überblenden</translation>
    </message>
    <message>
        <source>Divider right or down; fade to after</source>
        <translation>Trennlinie nach rechts oder unten; zu Nachher überblenden</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Draw a box even where one is selected</source>
        <translation>Eine Box auch dort zeichnen, wo eine gewählt ist</translation>
    </message>
    <message>
        <source>Draw a box; on a selected box: move it, on its handles: resize or rotate</source>
        <translation>Box zeichnen; auf gewählter Box: bewegen, an Griffen: Größe oder Drehung</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Earlier date as after</source>
        <translation>Frühere Aufnahme als Nachher</translation>
    </message>
    <message>
        <source>Earlier date as before</source>
        <translation>Frühere Aufnahme als Vorher</translation>
    </message>
    <message>
        <source>Edges of both dates</source>
        <translation>Kanten beider Aufnahmen</translation>
    </message>
    <message>
        <source>Edit label set…</source>
        <translation>Labelsatz bearbeiten…</translation>
    </message>
    <message>
        <source>Export dataset…</source>
        <translation>Datensatz exportieren…</translation>
    </message>
    <message>
        <source>Fade</source>
        <translation>Überblenden</translation>
    </message>
    <message>
        <source>Filter the table…</source>
        <translation>Tabelle filtern…</translation>
    </message>
    <message>
        <source>Find command…</source>
        <translation>Befehl suchen…</translation>
    </message>
    <message>
        <source>First seen here</source>
        <translation>Hier zuerst gesehen</translation>
    </message>
    <message>
        <source>First seen here ({date})</source>
        <translation>Hier zuerst gesehen ({date})</translation>
    </message>
    <message>
        <source>Fit pair</source>
        <translation>Bildpaar einpassen</translation>
    </message>
    <message>
        <source>Flicker: show the other date while held</source>
        <translation>Wechselbild: die andere Aufnahme zeigen, solange gehalten</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Go to coordinates…</source>
        <translation>Gehe zu Koordinaten…</translation>
    </message>
    <message>
        <source>Go to selection</source>
        <translation>Gehe zur Auswahl</translation>
    </message>
    <message>
        <source>Height from shadow; again: from the roof</source>
        <translation>Höhe aus Schatten; nochmals: vom Dach</translation>
    </message>
    <message>
        <source>Hide all but the selection</source>
        <translation>Alles außer der Auswahl ausblenden</translation>
    </message>
    <message>
        <source>Hide selection</source>
        <translation>Auswahl ausblenden</translation>
    </message>
    <message>
        <source>Invert selection</source>
        <translation>Auswahl umkehren</translation>
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
        <source>Keep to the last angle, or to north; with Shift: steps of 15°</source>
        <translation>Am letzten Winkel oder an Nord einrasten; mit Umschalt: 15°-Schritte</translation>
    </message>
    <message>
        <source>Keyboard cursor; again: on the other date</source>
        <translation>Tastaturcursor; nochmals: auf der anderen Aufnahme</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Label 1</source>
        <translation>Label 1</translation>
    </message>
    <message>
        <source>Label 2</source>
        <translation>Label 2</translation>
    </message>
    <message>
        <source>Label 3</source>
        <translation>Label 3</translation>
    </message>
    <message>
        <source>Label 4</source>
        <translation>Label 4</translation>
    </message>
    <message>
        <source>Label 5</source>
        <translation>Label 5</translation>
    </message>
    <message>
        <source>Label 6</source>
        <translation>Label 6</translation>
    </message>
    <message>
        <source>Label 7</source>
        <translation>Label 7</translation>
    </message>
    <message>
        <source>Label 8</source>
        <translation>Label 8</translation>
    </message>
    <message>
        <source>Label 9</source>
        <translation>Label 9</translation>
    </message>
    <message>
        <source>Label set…</source>
        <translation>Labelsatz…</translation>
    </message>
    <message>
        <source>Labels outside the set…</source>
        <translation>Labels außerhalb des Satzes…</translation>
    </message>
    <message>
        <source>Label…</source>
        <translation>Label…</translation>
    </message>
    <message>
        <source>Larger lens; stronger differences</source>
        <translation>Größere Linse; stärkere Differenzen</translation>
    </message>
    <message>
        <source>Last not seen here</source>
        <translation>Hier zuletzt nicht gesehen</translation>
    </message>
    <message>
        <source>Last not seen here ({date})</source>
        <translation>Hier zuletzt nicht gesehen ({date})</translation>
    </message>
    <message>
        <source>Later date as after</source>
        <translation>Spätere Aufnahme als Nachher</translation>
    </message>
    <message>
        <source>Later date as before</source>
        <translation>Spätere Aufnahme als Vorher</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Linse</translation>
    </message>
    <message>
        <source>Lens stays in its place</source>
        <translation>Linse bleibt an ihrem Ort</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Farbschema</translation>
    </message>
    <message>
        <source>Likelihood of the judgement…</source>
        <translation>Wahrscheinlichkeit des Urteils…</translation>
    </message>
    <message>
        <source>Link views again</source>
        <translation>Ansichten wieder koppeln</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Magnifier</source>
        <translation>Lupe</translation>
    </message>
    <message>
        <source>Magnify more or less</source>
        <translation>Mehr oder weniger vergrößern</translation>
    </message>
    <message>
        <source>Mark all cells without image</source>
        <translation>Alle Zellen ohne Bild kennzeichnen</translation>
    </message>
    <message>
        <source>Match before to after</source>
        <translation>Vorher angleichen</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>Mitteltaste ziehen</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>New search grid…</source>
        <translation>Neues Suchraster…</translation>
    </message>
    <message>
        <source>Next annotation</source>
        <translation>Nächste Annotation</translation>
    </message>
    <message>
        <source>Next cell</source>
        <translation>Nächste Zelle</translation>
    </message>
    <message>
        <source>Next corner of the polygon</source>
        <translation>Nächste Ecke des Polygons</translation>
    </message>
    <message>
        <source>Next form of coordinates</source>
        <translation>Nächste Form der Koordinaten</translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Next suggestion</source>
        <translation>Nächster Vorschlag</translation>
    </message>
    <message>
        <source>Next to review</source>
        <translation>Nächste zur Prüfung</translation>
    </message>
    <message>
        <source>Next unseen cell</source>
        <translation>Nächste ungesehene Zelle</translation>
    </message>
    <message>
        <source>North arrow</source>
        <translation>Nordpfeil</translation>
    </message>
    <message>
        <source>North up</source>
        <translation>Nord oben</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>Notiz…</translation>
    </message>
    <message>
        <source>Nudge down</source>
        <translation>Nach unten versetzen</translation>
    </message>
    <message>
        <source>Nudge down 10 px</source>
        <translation>Nach unten versetzen, 10 px</translation>
    </message>
    <message>
        <source>Nudge left</source>
        <translation>Nach links versetzen</translation>
    </message>
    <message>
        <source>Nudge left 10 px</source>
        <translation>Nach links versetzen, 10 px</translation>
    </message>
    <message>
        <source>Nudge right</source>
        <translation>Nach rechts versetzen</translation>
    </message>
    <message>
        <source>Nudge right 10 px</source>
        <translation>Nach rechts versetzen, 10 px</translation>
    </message>
    <message>
        <source>Nudge the before image</source>
        <translation>Vorher-Bild fein versetzen</translation>
    </message>
    <message>
        <source>Nudge up</source>
        <translation>Nach oben versetzen</translation>
    </message>
    <message>
        <source>Nudge up 10 px</source>
        <translation>Nach oben versetzen, 10 px</translation>
    </message>
    <message>
        <source>Open annotation file…</source>
        <translation>Annotationsdatei öffnen…</translation>
    </message>
    <message>
        <source>Open by address…</source>
        <translation>Über Adresse öffnen…</translation>
    </message>
    <message>
        <source>Open demo pair</source>
        <translation>Demo-Bildpaar öffnen</translation>
    </message>
    <message>
        <source>Open pair…</source>
        <translation>Bildpaar öffnen…</translation>
    </message>
    <message>
        <source>Oriented boxes</source>
        <translation>Gedrehte Boxen</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Pan by dragging while held</source>
        <translation>Gehalten: durch Ziehen verschieben</translation>
    </message>
    <message>
        <source>Pan down</source>
        <translation>Ansicht nach unten</translation>
    </message>
    <message>
        <source>Pan left</source>
        <translation>Ansicht nach links</translation>
    </message>
    <message>
        <source>Pan right</source>
        <translation>Ansicht nach rechts</translation>
    </message>
    <message>
        <source>Pan up</source>
        <translation>Ansicht nach oben</translation>
    </message>
    <message>
        <source>Paste at its place</source>
        <translation>Am selben Ort einfügen</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>Polygone</translation>
    </message>
    <message>
        <source>Previous annotation</source>
        <translation>Vorige Annotation</translation>
    </message>
    <message>
        <source>Previous cell</source>
        <translation>Vorige Zelle</translation>
    </message>
    <message>
        <source>Previous corner of the polygon</source>
        <translation>Vorige Ecke des Polygons</translation>
    </message>
    <message>
        <source>Previous suggestion</source>
        <translation>Voriger Vorschlag</translation>
    </message>
    <message>
        <source>Previous to review</source>
        <translation>Vorige zur Prüfung</translation>
    </message>
    <message>
        <source>Put the suggestion back</source>
        <translation>Vorschlag zurücklegen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Recover unsaved work…</source>
        <translation>Nicht gespeicherte Arbeit wiederherstellen…</translation>
    </message>
    <message>
        <source>Red and cyan</source>
        <translation>Rot-Cyan</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo {step}</source>
        <translation>Wiederholen: {step}</translation>
    </message>
    <message>
        <source>Register the before image…</source>
        <translation>Vorher-Bild registrieren…</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Reject the suggestion</source>
        <translation>Vorschlag ablehnen</translation>
    </message>
    <message>
        <source>Remove all measurements</source>
        <translation>Alle Messungen entfernen</translation>
    </message>
    <message>
        <source>Remove the registration</source>
        <translation>Registrierung entfernen</translation>
    </message>
    <message>
        <source>Repeat the last label</source>
        <translation>Letztes Label wiederholen</translation>
    </message>
    <message>
        <source>Repeat the last label: {label}</source>
        <translation>Letztes Label wiederholen: {label}</translation>
    </message>
    <message>
        <source>Request changes</source>
        <translation>Änderungen erbitten</translation>
    </message>
    <message>
        <source>Resolve changes made elsewhere…</source>
        <translation>Änderungen von anderswo abgleichen…</translation>
    </message>
    <message>
        <source>Restore an earlier version…</source>
        <translation>Frühere Fassung wiederherstellen…</translation>
    </message>
    <message>
        <source>Review panel</source>
        <translation>Bereich Prüfung</translation>
    </message>
    <message>
        <source>Rotate 1° clockwise</source>
        <translation>1° im Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>Rotate 1° counter-clockwise</source>
        <translation>1° gegen den Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>Rotate together 1° clockwise</source>
        <translation>Gemeinsam 1° im Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>Rotate together 1° counter-clockwise</source>
        <translation>Gemeinsam 1° gegen den Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>Jetzt speichern</translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation>Maßstabsleiste</translation>
    </message>
    <message>
        <source>Scenes: dates and angles</source>
        <translation>Szenen: Aufnahmezeit und Winkel</translation>
    </message>
    <message>
        <source>Search for suggestions again</source>
        <translation>Erneut nach Vorschlägen suchen</translation>
    </message>
    <message>
        <source>Search the grid</source>
        <translation>Raster absuchen</translation>
    </message>
    <message>
        <source>Select a box; again at the same place: the one beneath</source>
        <translation>Eine Box wählen; nochmals an derselben Stelle: die darunter</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Select all boxes in a rectangle</source>
        <translation>Alle Boxen in einem Rechteck wählen</translation>
    </message>
    <message>
        <source>Select all of this label</source>
        <translation>Alle mit diesem Label auswählen</translation>
    </message>
    <message>
        <source>Select similar</source>
        <translation>Ähnliche auswählen</translation>
    </message>
    <message>
        <source>Select similar: {words}</source>
        <translation>Ähnliche auswählen: {words}</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Shift+Drag</source>
        <translation>Umschalt+Ziehen</translation>
    </message>
    <message>
        <source>Shift+Middle drag</source>
        <translation>Umschalt+Mitteltaste ziehen</translation>
    </message>
    <message>
        <source>Shift+Wheel</source>
        <translation>Umschalt+Mausrad</translation>
    </message>
    <message>
        <source>Show boxes</source>
        <translation>Boxen zeigen</translation>
    </message>
    <message>
        <source>Show names</source>
        <translation>Namen zeigen</translation>
    </message>
    <message>
        <source>Show the pair with its registration</source>
        <translation>Bildpaar mit Registrierung zeigen</translation>
    </message>
    <message>
        <source>Show the pair without its registration</source>
        <translation>Bildpaar ohne Registrierung zeigen</translation>
    </message>
    <message>
        <source>Show what is hidden</source>
        <translation>Ausgeblendetes zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Show what is hidden (%n)</source>
        <translation>
            <numerusform>Ausgeblendetes zeigen (%n)</numerusform>
            <numerusform>Ausgeblendetes zeigen (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Size of the lens, share of a fade, strength of a difference</source>
        <translation>Größe der Linse, Anteil beim Überblenden, Stärke einer Differenz</translation>
    </message>
    <message>
        <source>Smaller lens; weaker differences</source>
        <translation>Kleinere Linse; schwächere Differenzen</translation>
    </message>
    <message>
        <source>Stop opening</source>
        <translation>Öffnen abbrechen</translation>
    </message>
    <message>
        <source>Stop registering</source>
        <translation>Registrieren abbrechen</translation>
    </message>
    <message>
        <source>Stop searching for suggestions</source>
        <translation>Suche nach Vorschlägen abbrechen</translation>
    </message>
    <message>
        <source>Stop sharpening</source>
        <translation>Schärfen abbrechen</translation>
    </message>
    <message>
        <source>Stretch to view</source>
        <translation>Auf Ansicht strecken</translation>
    </message>
    <message>
        <source>Submit for review</source>
        <translation>Zur Prüfung einreichen</translation>
    </message>
    <message>
        <source>Suggest changes…</source>
        <translation>Änderungen vorschlagen…</translation>
    </message>
    <message>
        <source>Swap before and after</source>
        <translation>Vorher und Nachher tauschen</translation>
    </message>
    <message>
        <source>Swipe left and right</source>
        <translation>Wischen links und rechts</translation>
    </message>
    <message>
        <source>Swipe up and down</source>
        <translation>Wischen auf und ab</translation>
    </message>
    <message>
        <source>Take away a corner of a polygon</source>
        <translation>Eine Ecke eines Polygons wegnehmen</translation>
    </message>
    <message>
        <source>Take the file over…</source>
        <translation>Datei übernehmen…</translation>
    </message>
    <message>
        <source>Team folder…</source>
        <translation>Teamordner…</translation>
    </message>
    <message>
        <source>The key chosen for {command} is not used: {why} Help &gt; Change keys… sets another.</source>
        <translation>Die für „{command}“ gewählte Taste wird nicht verwendet: {why} Hilfe &gt; Tasten ändern… setzt eine andere.</translation>
    </message>
    <message>
        <source>Tie points</source>
        <translation>Verknüpfungspunkte</translation>
    </message>
    <message>
        <source>Tour: the first three steps</source>
        <translation>Rundgang: die ersten drei Schritte</translation>
    </message>
    <message>
        <source>Turn the view; also Shift+Drag while Space is held</source>
        <translation>Die Ansicht drehen; auch Umschalt+Ziehen bei gehaltener Leertaste</translation>
    </message>
    <message>
        <source>Turn to north</source>
        <translation>Nach Nord drehen</translation>
    </message>
    <message>
        <source>Turn to the last angle</source>
        <translation>Auf den letzten Winkel drehen</translation>
    </message>
    <message>
        <source>Turn view 15° clockwise</source>
        <translation>Ansicht 15° im Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>Turn view 15° counter-clockwise</source>
        <translation>Ansicht 15° gegen den Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>Turn view back</source>
        <translation>Ansicht zurückdrehen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo rejecting a suggestion</source>
        <translation>Rückgängig: Vorschlag ablehnen</translation>
    </message>
    <message>
        <source>Undo {step}</source>
        <translation>Rückgängig: {step}</translation>
    </message>
    <message>
        <source>Unlink views</source>
        <translation>Ansichten entkoppeln</translation>
    </message>
    <message>
        <source>Unlink views (side by side only)</source>
        <translation>Ansichten entkoppeln (nur nebeneinander)</translation>
    </message>
    <message>
        <source>Up is up: buildings point up</source>
        <translation>Oben ist oben: Gebäude zeigen nach oben</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Benutzerhandbuch</translation>
    </message>
    <message>
        <source>Views linked again</source>
        <translation>Ansichten sind wieder gekoppelt</translation>
    </message>
    <message>
        <source>Views not linked: each pane moves, zooms and turns on its own</source>
        <translation>Ansichten entkoppelt: Jede wird für sich verschoben, vergrößert und gedreht</translation>
    </message>
    <message>
        <source>What the words mean</source>
        <translation>Was die Wörter bedeuten</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>While measuring: end with the points that there are; Backspace takes one back</source>
        <translation>Beim Messen: abschließen; Rücktaste nimmt einen Punkt zurück</translation>
    </message>
    <message>
        <source>With the keyboard cursor: set a point. Arrows: 1 px, Shift 10, Ctrl 100</source>
        <translation>Mit Tastaturcursor: Punkt setzen. Pfeile: 1 px, Umschalt 10, Strg 100</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Am Mauszeiger zoomen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>the {menu} menu</source>
        <translation>Menü {menu}</translation>
    </message>
    <message>
        <source>{key} belongs to {other}.</source>
        <translation>{key} gehört zu „{other}“.</translation>
    </message>
    <message>
        <source>{menu}: {command}</source>
        <translation>{menu}: {command}</translation>
    </message>
    <message>
        <source>{text} is no key.</source>
        <translation>{text} ist keine Taste.</translation>
    </message>
    <message>
        <source>{title} ({reason})</source>
        <translation>{title} ({reason})</translation>
    </message>
</context>
</TS>
