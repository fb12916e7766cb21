; Installer for Windows, for Inno Setup 6.3 or newer. UNTESTED: nobody has run it on Windows yet; a test
; checks only that what it names exists and agrees with the rest of the project.
;
;   python packaging\make.py frozen
;   iscc /DVersion=0.1.0 packaging\windows\ilmtool.iss
;
; The result is dist\ilmtool-setup-VERSION.exe. It installs for the present user by default, without an
; administrator, and for all users if started with /ALLUSERS.

#ifndef Version
  #error "Say which version: iscc /DVersion=0.1.0 ilmtool.iss"
#endif
#define Root "..\.."
#define Frozen Root + "\dist\ilmtool"

[Setup]
; Names the program to Windows, so that a newer version replaces an older one. Never change it.
AppId={{6F0E6B3B-5C0C-4B57-9C55-6E1F1B1B6D10}
AppName=ilmtool
AppVersion={#Version}
AppPublisher=The ilmtool developers
DefaultDirName={autopf}\ilmtool
DefaultGroupName=ilmtool
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir={#Root}\dist
OutputBaseFilename=ilmtool-setup-{#Version}
SetupIconFile={#Root}\dist\work\ilmtool\icons\ilmtool.ico
UninstallDisplayIcon={app}\ilmtoolw.exe
LicenseFile={#Root}\LICENSE
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
ChangesEnvironment=yes
CloseApplications=yes

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "Add ilmtool to the PATH, for the command line"; Flags: unchecked

[Files]
Source: "{#Frozen}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\ilmtool"; Filename: "{app}\ilmtoolw.exe"
Name: "{group}\ilmtool demo"; Filename: "{app}\ilmtoolw.exe"; Parameters: "demo"
Name: "{group}\Licences"; Filename: "{app}\licences\THIRD_PARTY.md"
Name: "{autodesktop}\ilmtool"; Filename: "{app}\ilmtoolw.exe"; Tasks: desktopicon

[Registry]
; Windows knows a file by what follows its last dot. Annotation files end in .geojson, and .geojson files belong to
; others as well: ilmtool offers itself under "Open with" and takes nothing over.
Root: HKA; Subkey: "Software\Classes\ilmtool.annotations"; ValueType: string; ValueData: "ilmtool annotations"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\ilmtool.annotations\DefaultIcon"; ValueType: string; ValueData: "{app}\ilmtoolw.exe,0"
Root: HKA; Subkey: "Software\Classes\ilmtool.annotations\shell\open\command"; ValueType: string; ValueData: """{app}\ilmtoolw.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.geojson\OpenWithProgids"; ValueType: string; ValueName: "ilmtool.annotations"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Applications\ilmtoolw.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "ilmtool"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\ilmtoolw.exe\SupportedTypes"; ValueType: string; ValueName: ".geojson"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\ilmtoolw.exe\SupportedTypes"; ValueType: string; ValueName: ".tif"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\ilmtoolw.exe\SupportedTypes"; ValueType: string; ValueName: ".tiff"; ValueData: ""
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: path; Check: IsNotOnPath

[Run]
Filename: "{app}\ilmtoolw.exe"; Parameters: "demo"; Description: "Open the demo pair"; Flags: nowait postinstall skipifsilent

[Code]
function IsNotOnPath: Boolean;
var
  Present: String;
begin
  Result := not RegQueryStringValue(HKCU, 'Environment', 'Path', Present)
    or (Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Present) + ';') = 0);
end;
