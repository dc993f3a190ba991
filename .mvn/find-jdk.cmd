@echo off
rem Called by mvnw.cmd and hqe.cmd. Sets JAVA_HOME to a JDK 25, or says what to install and fails.
if defined JAVA_HOME call :check "%JAVA_HOME%" && exit /b 0
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*" "%ProgramFiles%\Zulu\zulu-25*" "%ProgramFiles%\Amazon Corretto\jdk25*" "%ProgramFiles%\BellSoft\LibericaJDK-25*" "%USERPROFILE%\.jdks\*25*" "%LOCALAPPDATA%\Programs\Eclipse Adoptium\jdk-25*" "%USERPROFILE%\scoop\apps\temurin25-jdk\current") do (
  call :check "%%~d" && exit /b 0
)
echo HQE Workbench needs a JDK 25 and found none. 1>&2
echo Install one (for example Eclipse Temurin 25), or set JAVA_HOME to it, and run this again. 1>&2
exit /b 1

:check
if not exist "%~1\bin\javac.exe" exit /b 1
findstr /b /r /c:"JAVA_VERSION=.25[.\"]" "%~1\release" >nul 2>nul || exit /b 1
set "JAVA_HOME=%~1"
exit /b 0
