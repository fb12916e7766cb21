<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source>A class needs a name of 1 to 200 characters.</source>
        <translation>Eine Klasse braucht einen Namen von 1 bis 200 Zeichen.</translation>
    </message>
    <message>
        <source>A label set keeps at least one class.</source>
        <translation>Ein Labelsatz behält mindestens eine Klasse.</translation>
    </message>
    <message numerus="yes">
        <source>A shift needs {least} points; there (is|are) %n</source>
        <translation>
            <numerusform>Ein Versatz braucht {least} Punkte; da ist %n</numerusform>
            <numerusform>Ein Versatz braucht {least} Punkte; da sind %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>An affine needs {least} points; there (is|are) %n</source>
        <translation>
            <numerusform>Eine affine Abbildung braucht {least} Punkte; da ist %n</numerusform>
            <numerusform>Eine affine Abbildung braucht {least} Punkte; da sind %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Cells of less than {least} px are too small to search.</source>
        <translation>Zellen unter {least} px sind zum Absuchen zu klein.</translation>
    </message>
    <message>
        <source>Certainty of the identification</source>
        <translation>Gewissheit der Bestimmung</translation>
    </message>
    <message>
        <source>Confidence in the judgement</source>
        <translation>Konfidenz des Urteils</translation>
    </message>
    <message>
        <source>Correct the file, or choose another label set.</source>
        <translation>Berichtigen Sie die Datei, oder wählen Sie einen anderen Labelsatz.</translation>
    </message>
    <message>
        <source>Did you mean `{key}`?</source>
        <translation>Meinten Sie `{key}`?</translation>
    </message>
    <message>
        <source>Each attribute is a table below its class like: [[class.attribute]] key = &quot;height_m&quot;, kind = &quot;number&quot;.</source>
        <translation>Jedes Attribut ist eine Tabelle unter seiner Klasse, etwa: [[class.attribute]] key = &quot;height_m&quot;, kind = &quot;number&quot;.</translation>
    </message>
    <message>
        <source>Each class is a table like: [[class]] id = 1, name = &quot;crane&quot;, color = &quot;#e69f00&quot;, key = &quot;1&quot;.</source>
        <translation>Jede Klasse ist eine Tabelle, etwa: [[class]] id = 1, name = &quot;crane&quot;, color = &quot;#e69f00&quot;, key = &quot;1&quot;.</translation>
    </message>
    <message>
        <source>Give it an id that no class ever had.</source>
        <translation>Geben Sie ihr eine Nummer, die noch keine Klasse hatte.</translation>
    </message>
    <message>
        <source>Give it another key.</source>
        <translation>Geben Sie ihm einen anderen Schlüssel.</translation>
    </message>
    <message>
        <source>Give one of them another key.</source>
        <translation>Geben Sie einem von beiden einen anderen Schlüssel.</translation>
    </message>
    <message>
        <source>Likelihood is how probable the judgement is; confidence is how good the evidence for it is. They are recorded apart and never joined in one sentence.</source>
        <translation>Die Wahrscheinlichkeit sagt, wie wahrscheinlich das Urteil ist, die Konfidenz, wie gut die Belege dafür sind. Beides wird getrennt festgehalten und nie in einem Satz verbunden.</translation>
    </message>
    <message>
        <source>Likelihood of the judgement (ICD 203)</source>
        <translation>Wahrscheinlichkeit des Urteils (ICD 203)</translation>
    </message>
    <message numerus="yes">
        <source>Shift, turn and scale needs {least} points; there (is|are) %n</source>
        <translation>
            <numerusform>Versatz mit Drehung und Maßstab braucht {least} Punkte; da ist %n</numerusform>
            <numerusform>Versatz mit Drehung und Maßstab braucht {least} Punkte; da sind %n</numerusform>
        </translation>
    </message>
    <message>
        <source>The id of {name} would be free for another class.</source>
        <translation>Die Nummer von {name} würde für eine andere Klasse frei.</translation>
    </message>
    <message>
        <source>The retired id {id} would be free for another class.</source>
        <translation>Die stillgelegte Nummer {id} würde für eine andere Klasse frei.</translation>
    </message>
    <message>
        <source>There is a class {name} already.</source>
        <translation>Es gibt schon eine Klasse {name}.</translation>
    </message>
    <message>
        <source>There is no area to search.</source>
        <translation>Es gibt keinen Suchbereich.</translation>
    </message>
    <message>
        <source>There is no class {name}.</source>
        <translation>Es gibt keine Klasse {name}.</translation>
    </message>
    <message>
        <source>`choices` of {where} has a word twice, or more than {limit}</source>
        <translation>`choices` ({where}) hat ein Wort zweimal oder mehr als {limit} Wörter</translation>
    </message>
    <message>
        <source>`choices` of {where} is not a list of words</source>
        <translation>`choices` ({where}) ist keine Liste von Wörtern</translation>
    </message>
    <message>
        <source>`min` of {where} is larger than `max`</source>
        <translation>`min` ({where}) ist größer als `max`</translation>
    </message>
    <message>
        <source>`required` of {where} is not true or false</source>
        <translation>`required` ({where}) ist weder true noch false</translation>
    </message>
    <message>
        <source>`retired` is not a list of class ids</source>
        <translation>`retired` ist keine Liste von Klassennummern</translation>
    </message>
    <message>
        <source>`{key}` of {where} is longer than {limit} characters</source>
        <translation>`{key}` ({where}) ist länger als {limit} Zeichen</translation>
    </message>
    <message>
        <source>`{key}` of {where} is not a list of tables</source>
        <translation>`{key}` ({where}) ist keine Liste von Tabellen</translation>
    </message>
    <message>
        <source>`{key}` of {where} is not text</source>
        <translation>`{key}` ({where}) ist kein Text</translation>
    </message>
    <message>
        <source>`{name}` has the id {id}, which belonged to a class that was taken out</source>
        <translation>`{name}` hat die Nummer {id}, die einer entfernten Klasse gehörte</translation>
    </message>
    <message>
        <source>`{name}` is its own ancestor through `{parent}`</source>
        <translation>`{name}` ist über `{parent}` sich selbst übergeordnet</translation>
    </message>
    <message>
        <source>`{name}` of {where} is not a number&apos;s limit</source>
        <translation>`{name}` ({where}) ist keine Grenze einer Zahl</translation>
    </message>
    <message>
        <source>`{other}` and `{name}` have the same id {id}</source>
        <translation>`{other}` und `{name}` haben dieselbe Nummer {id}</translation>
    </message>
    <message>
        <source>`{other}` and `{name}` have the same key {key}</source>
        <translation>`{other}` und `{name}` haben dieselbe Taste {key}</translation>
    </message>
    <message>
        <source>a point lies where the before image has no place</source>
        <translation>ein Punkt liegt, wo das Vorher-Bild keinen Ort hat</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>almost certain</source>
        <translation>nahezu sicher</translation>
    </message>
    <message>
        <source>almost no chance</source>
        <translation>so gut wie ausgeschlossen</translation>
    </message>
    <message>
        <source>an attribute of {owner}</source>
        <translation>ein Attribut, {owner}</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>genehmigt</translation>
    </message>
    <message>
        <source>attribute `{key}` of {owner}</source>
        <translation>Attribut `{key}`, {owner}</translation>
    </message>
    <message>
        <source>attribute {number} of {owner}</source>
        <translation>Attribut {number}, {owner}</translation>
    </message>
    <message>
        <source>author</source>
        <translation>Verfasser</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>box</source>
        <translation>Box</translation>
    </message>
    <message>
        <source>certainty</source>
        <translation>Gewissheit</translation>
    </message>
    <message>
        <source>certainty term</source>
        <translation>Begriff der Gewissheit</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>change not after</source>
        <translation>Änderung nicht nach</translation>
    </message>
    <message>
        <source>change not before</source>
        <translation>Änderung nicht vor</translation>
    </message>
    <message>
        <source>change precision</source>
        <translation>Genauigkeit der Änderung</translation>
    </message>
    <message>
        <source>changes requested</source>
        <translation>Änderungen erbeten</translation>
    </message>
    <message>
        <source>class {number}</source>
        <translation>Klasse {number}</translation>
    </message>
    <message>
        <source>class {number} ({name})</source>
        <translation>Klasse {number} ({name})</translation>
    </message>
    <message>
        <source>comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>created</source>
        <translation>erstellt</translation>
    </message>
    <message>
        <source>credible and plausible evidence, but not of such quality or so well corroborated as high</source>
        <translation>glaubwürdige und plausible Belege, aber nicht so gut oder so gut bestätigt wie bei hoch</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>evidence of high quality, or a matter that allows a solid judgement; it may still be wrong</source>
        <translation>sehr gute Belege, oder eine Sache, die ein sicheres Urteil erlaubt; es kann dennoch falsch sein</translation>
    </message>
    <message>
        <source>features allow it, others do as well; it has no number</source>
        <translation>die Merkmale lassen es zu, anderes auch; eine Zahl gibt es dafür nicht</translation>
    </message>
    <message>
        <source>features support it, others are unlikely</source>
        <translation>die Merkmale sprechen dafür, anderes ist unwahrscheinlich</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <translation>von {low} bis {high}</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>highly improbable</source>
        <translation>höchst unwahrscheinlich</translation>
    </message>
    <message>
        <source>highly probable</source>
        <translation>höchst wahrscheinlich</translation>
    </message>
    <message>
        <source>identified beyond doubt on the image</source>
        <translation>auf dem Bild zweifelsfrei erkannt</translation>
    </message>
    <message>
        <source>improbable</source>
        <translation>eher unwahrscheinlich</translation>
    </message>
    <message>
        <source>it has no classes</source>
        <translation>er hat keine Klassen</translation>
    </message>
    <message>
        <source>it has {count} classes; {limit} is the limit</source>
        <translation>er hat {count} Klassen; höchstens {limit} sind erlaubt</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>likelihood</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>eher wahrscheinlich</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>modified</source>
        <translation>verändert</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>versetzt</translation>
    </message>
    <message>
        <source>nearly certain</source>
        <translation>so gut wie sicher</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>nicht beurteilt</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>oriented box</source>
        <translation>gedrehte Box</translation>
    </message>
    <message>
        <source>polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>möglich</translation>
    </message>
    <message>
        <source>probable</source>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>remote</source>
        <translation>fernliegend</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>reviewer</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>roughly even chance</source>
        <translation>etwa gleich wahrscheinlich</translation>
    </message>
    <message>
        <source>roughly even odds</source>
        <translation>Chancen etwa gleich</translation>
    </message>
    <message>
        <source>scant, questionable or fragmented evidence; solid conclusions are hard to draw from it</source>
        <translation>spärliche, fragliche oder lückenhafte Belege; sichere Schlüsse sind daraus kaum zu ziehen</translation>
    </message>
    <message>
        <source>scene after</source>
        <translation>Szene nachher</translation>
    </message>
    <message>
        <source>scene before</source>
        <translation>Szene vorher</translation>
    </message>
    <message>
        <source>submitted</source>
        <translation>eingereicht</translation>
    </message>
    <message>
        <source>the attribute `{key}` is a {kind} of `{owner}` but a {other} of `{name}`</source>
        <translation>das Attribut `{key}` ist bei `{owner}` von der Art {kind}, bei `{name}` aber {other}</translation>
    </message>
    <message>
        <source>the attribute `{key}` of {where} is a property of every annotation</source>
        <translation>das Attribut `{key}` ({where}) ist eine Eigenschaft jeder Annotation</translation>
    </message>
    <message>
        <source>the colour `{color}` of {where} is not like #e69f00</source>
        <translation>die Farbe `{color}` ({where}) ist nicht wie #e69f00</translation>
    </message>
    <message>
        <source>the key `{key}` of {where} is not 1 to 9</source>
        <translation>die Taste `{key}` ({where}) ist keine von 1 bis 9</translation>
    </message>
    <message>
        <source>the kind `{kind}` of {where} is none of {kinds}</source>
        <translation>die Art `{kind}` ({where}) ist keine von {kinds}</translation>
    </message>
    <message>
        <source>the label set</source>
        <translation>Labelsatz</translation>
    </message>
    <message>
        <source>the name `{name}` is used twice</source>
        <translation>der Name `{name}` kommt zweimal vor</translation>
    </message>
    <message>
        <source>the name of {where} is too long or has control characters</source>
        <translation>der Name ({where}) ist zu lang oder hat Steuerzeichen</translation>
    </message>
    <message>
        <source>the outline `{outline}` of {where} is none of {outlines}</source>
        <translation>der Umriss `{outline}` ({where}) ist keiner von {outlines}</translation>
    </message>
    <message>
        <source>the parent `{parent}` of `{name}` is not in the set</source>
        <translation>die übergeordnete Klasse `{parent}` von `{name}` ist nicht im Satz</translation>
    </message>
    <message>
        <source>the points are too close together: an error of 1 px in one of them would be {reach} px at the far corner</source>
        <translation>die Punkte liegen zu dicht beisammen: ein Fehler von 1 px in einem davon wären {reach} px an der fernsten Ecke</translation>
    </message>
    <message>
        <source>the points bring the image onto one line; probably two of them are exchanged</source>
        <translation>die Punkte drücken das Bild auf eine Linie; wahrscheinlich sind zwei vertauscht</translation>
    </message>
    <message>
        <source>the points lie in one place</source>
        <translation>die Punkte liegen an einer Stelle</translation>
    </message>
    <message>
        <source>the points lie on one line, which tells nothing of what is beside it</source>
        <translation>die Punkte liegen auf einer Linie, die nichts darüber sagt, was daneben ist</translation>
    </message>
    <message>
        <source>the points turn the image over like a mirror; probably two of them are exchanged</source>
        <translation>die Punkte spiegeln das Bild; wahrscheinlich sind zwei vertauscht</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>unlikely</source>
        <translation>unwahrscheinlich</translation>
    </message>
    <message>
        <source>very likely</source>
        <translation>sehr wahrscheinlich</translation>
    </message>
    <message>
        <source>very unlikely</source>
        <translation>sehr unwahrscheinlich</translation>
    </message>
    <message>
        <source>within {limit}</source>
        <translation>innerhalb von {limit}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{count} cells are too many to search; {limit} is the limit.</source>
        <translation>{count} Zellen sind zum Absuchen zu viele; höchstens {limit} sind erlaubt.</translation>
    </message>
    <message>
        <source>{high} or less</source>
        <translation>{high} oder weniger</translation>
    </message>
    <message>
        <source>{low} or more</source>
        <translation>{low} oder mehr</translation>
    </message>
    <message>
        <source>{low} to {high} %; also called {synonym}</source>
        <translation>{low} bis {high} %; auch „{synonym}“ genannt</translation>
    </message>
    <message>
        <source>{name} has the id {id}, but new ids start at {floor}.</source>
        <translation>{name} hat die Nummer {id}, neue Nummern beginnen aber bei {floor}.</translation>
    </message>
    <message>
        <source>{name} is a number, not {value}.</source>
        <translation>{name} ist eine Zahl, nicht {value}.</translation>
    </message>
    <message>
        <source>{name} is longer than {limit} characters.</source>
        <translation>{name} ist länger als {limit} Zeichen.</translation>
    </message>
    <message>
        <source>{name} is none of {choices}: {value}.</source>
        <translation>{name} ist keines von {choices}: {value}.</translation>
    </message>
    <message>
        <source>{name} is not a usable label set: {what}.</source>
        <translation>{name} ist kein brauchbarer Labelsatz: {what}.</translation>
    </message>
    <message>
        <source>{name} is not valid TOML.</source>
        <translation>{name} ist kein gültiges TOML.</translation>
    </message>
    <message>
        <source>{name} is text, not {value}.</source>
        <translation>{name} ist Text, nicht {value}.</translation>
    </message>
    <message>
        <source>{name} is yes or no, not {value}.</source>
        <translation>{name} ist ja oder nein, nicht {value}.</translation>
    </message>
    <message>
        <source>{name} must be {limits}, not {value}.</source>
        <translation>Erlaubt für {name}: {limits}, nicht {value}.</translation>
    </message>
    <message>
        <source>{name}, line {line}, is not a usable label set: {what}.</source>
        <translation>{name}, Zeile {line}, ist kein brauchbarer Labelsatz: {what}.</translation>
    </message>
    <message>
        <source>{name}: {value} is not clear, {why}.</source>
        <translation>{name}: {value} ist nicht eindeutig, {why}.</translation>
    </message>
    <message>
        <source>{parent} is part of {name}, so it cannot be its parent.</source>
        <translation>{parent} ist {name} untergeordnet und kann ihr deshalb nicht übergeordnet sein.</translation>
    </message>
    <message>
        <source>{where} defines the attribute `{key}` twice</source>
        <translation>{where} hat das Attribut `{key}` zweimal</translation>
    </message>
    <message>
        <source>{where} has `choices`, but its kind is {kind}</source>
        <translation>{where} hat `choices`, ist aber von der Art {kind}</translation>
    </message>
    <message>
        <source>{where} has `{key}`</source>
        <translation>{where} hat `{key}`</translation>
    </message>
    <message>
        <source>{where} has more than {limit} attributes</source>
        <translation>{where} hat mehr als {limit} Attribute</translation>
    </message>
    <message>
        <source>{where} has no id that is a whole number from 0 up</source>
        <translation>{where} hat keine Nummer, die eine ganze Zahl ab 0 ist</translation>
    </message>
    <message>
        <source>{where} has no key of letters, digits and underscores that starts with a letter</source>
        <translation>{where} hat keinen Schlüssel aus Buchstaben, Ziffern und Unterstrichen, der mit einem Buchstaben beginnt</translation>
    </message>
    <message>
        <source>{where} has no name</source>
        <translation>{where} hat keinen Namen</translation>
    </message>
    <message>
        <source>{where} is a choice without `choices`</source>
        <translation>{where} ist eine Auswahl ohne `choices`</translation>
    </message>
</context>
</TS>
