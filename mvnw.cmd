@echo off
rem Runs Maven on a JDK 25. See mvnw for the same on Linux and macOS.
setlocal EnableExtensions
set "MAVEN_VERSION=3.9.16"
set "MAVEN_SHA512=ed41650d42485cfc243fad22158caf9cbb5dc408ce7a09ddb94dd42a019de929ca43065bfa450612cf12bf78b5cafa3884b96c090de326ff590448c933454af3"
set "MAVEN_URL=https://archive.apache.org/dist/maven/maven-3/%MAVEN_VERSION%/binaries/apache-maven-%MAVEN_VERSION%-bin.zip"
if defined MVNW_ARCHIVE_URL set "MAVEN_URL=%MVNW_ARCHIVE_URL%"

call "%~dp0.mvn\find-jdk.cmd" || exit /b 1

set "DISTS=%USERPROFILE%\.m2\wrapper\dists"
if defined MAVEN_USER_HOME set "DISTS=%MAVEN_USER_HOME%\wrapper\dists"
set "MVN=%DISTS%\apache-maven-%MAVEN_VERSION%\bin\mvn.cmd"
if exist "%MVN%" goto run

for /f "tokens=*" %%m in ('where mvn.cmd 2^>nul') do (
  powershell -NoProfile -Command "$v = (& '%%m' -v | Select-String 'Apache Maven ([0-9.]+)').Matches[0].Groups[1].Value; if ([version]$v -lt [version]'3.8.6') { exit 1 }" >nul 2>nul && set "MVN=%%m" && goto run
)

echo Downloading Apache Maven %MAVEN_VERSION% (9 MB, once) ... 1>&2
powershell -NoProfile -Command ^
  "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
  "New-Item -ItemType Directory -Force -Path $env:DISTS | Out-Null;" ^
  "$zip = Join-Path $env:DISTS ('download-' + [guid]::NewGuid() + '.zip');" ^
  "try { Invoke-WebRequest -Uri $env:MAVEN_URL -OutFile $zip -UseBasicParsing;" ^
  "  $actual = (Get-FileHash -Algorithm SHA512 $zip).Hash.ToLower();" ^
  "  if ($actual -ne $env:MAVEN_SHA512) { throw ('the download has SHA-512 ' + $actual + ', expected ' + $env:MAVEN_SHA512) };" ^
  "  Expand-Archive -Path $zip -DestinationPath $env:DISTS -Force }" ^
  "catch { [Console]::Error.WriteLine('mvnw: cannot get Maven: ' + $_); exit 1 }" ^
  "finally { Remove-Item -ErrorAction SilentlyContinue $zip }" || exit /b 1

:run
call "%MVN%" %*
exit /b %ERRORLEVEL%
