@echo off
rem Starts HQE Workbench; see hqe for the same on Linux and macOS.
setlocal EnableExtensions
call "%~dp0.mvn\find-jdk.cmd" || exit /b 1
set "DIST=%~dp0app\target\hqe"
set "JAR=%DIST%\lib\hqe-app.jar"
set "CACHE=%DIST%\hqe.aot"
set "FLAGS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -Xlog:disable -Xlog:all=error:stderr"

if /i "%~1"=="--rebuild" goto build
if exist "%JAR%" goto run

:build
echo hqe: building; details in %~dp0app\target\hqe-build.log 1>&2
if not exist "%~dp0app\target" mkdir "%~dp0app\target"
if exist "%CACHE%" del "%CACHE%"
call "%~dp0mvnw.cmd" -B -f "%~dp0pom.xml" -Dquickly -pl app -am package > "%~dp0app\target\hqe-build.log" 2>&1
if errorlevel 1 (
  findstr /b /c:"[ERROR]" "%~dp0app\target\hqe-build.log" 1>&2
  echo hqe: the build failed. The whole output is in %~dp0app\target\hqe-build.log 1>&2
  exit /b 1
)
echo hqe: training the start-up cache 1>&2
"%JAVA_HOME%\bin\java" %FLAGS% "-XX:AOTCacheOutput=%CACHE%.new" "-Dhqe.dist=%DIST%" -cp "%JAR%" dev.hqe.app.TrainingRun >> "%~dp0app\target\hqe-build.log" 2>&1
if exist "%CACHE%.new" move /y "%CACHE%.new" "%CACHE%" >nul
if /i "%~1"=="--rebuild" exit /b 0

:run
if exist "%CACHE%" set FLAGS=%FLAGS% "-XX:AOTCache=%CACHE%"
"%JAVA_HOME%\bin\java" %FLAGS% %HQE_JAVA_OPTS% "-Dhqe.dist=%DIST%" "-Dhqe.launcher=%~dp0hqe.cmd" "-Dhqe.source=%~dp0." -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -cp "%JAR%" dev.hqe.app.Main %*
exit /b %ERRORLEVEL%
