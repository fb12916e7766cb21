<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name></name>
    <message>
        <source>a number is needed</source>
        <translation>eine Zahl ist nötig</translation>
    </message>
    <message>
        <source>it might be {one} or {other}</source>
        <translation>es könnte {one} oder {other} sein</translation>
    </message>
</context>
</TS>
