@echo off
rem Starts HQE Workbench; see hqe for the same on Linux and macOS.
setlocal EnableExtensions
call "%~dp0.mvn\find-jdk.cmd" || exit /b 1
set "DIST=%~dp0app\target\hqe"
set "JAR=%DIST%\lib\hqe-app.jar"
set "CACHE=%DIST%\hqe.aot"
set "AGENTS_CACHE=%~dp0app\target\hqe\agents.aot"
set "SHIM=%~dp0app\target\hqe\shim.jar"
set "SHIM_CACHE=%~dp0app\target\hqe\shim.aot"
set "NATIVE=%~dp0app\target\hqe\native"
rem See hqe for what these are for.
set "SHIM_FLAGS=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10 -Xms8m -Xmx24m -Xss256k -XX:-UsePerfData -Djdk.reflect.useNativeAccessorOnly=true -Xlog:disable -Xlog:all=error:stderr"
set "AGENTS_FLAGS=-XX:CompileThresholdScaling=5 -Xms32m -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40"
set "FLAGS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --add-opens=java.base/java.nio=ALL-UNNAMED -XX:+UseSerialGC -Xlog:disable -Xlog:all=error:stderr"

if /i "%~1"=="--rebuild" goto build
if exist "%JAR%" goto run

:build
echo hqe: building; details in %~dp0app\target\hqe-build.log 1>&2
if not exist "%~dp0app\target" mkdir "%~dp0app\target"
if exist "%CACHE%" del "%CACHE%"
if exist "%AGENTS_CACHE%" del "%AGENTS_CACHE%"
if exist "%SHIM_CACHE%" del "%SHIM_CACHE%"
call "%~dp0mvnw.cmd" -B -f "%~dp0pom.xml" -Dquickly -pl app -am package > "%~dp0app\target\hqe-build.log" 2>&1
if errorlevel 1 (
  findstr /b /c:"[ERROR]" "%~dp0app\target\hqe-build.log" 1>&2
  echo hqe: the build failed. The whole output is in %~dp0app\target\hqe-build.log 1>&2
  exit /b 1
)
echo hqe: training the start-up caches 1>&2
"%JAVA_HOME%\bin\java" %FLAGS% "-XX:AOTCacheOutput=%CACHE%.new" "-Dorg.sqlite.lib.path=%NATIVE%" "-Dhqe.dist=%DIST%" -cp "%JAR%" dev.hqe.app.TrainingRun >> "%~dp0app\target\hqe-build.log" 2>&1
"%JAVA_HOME%\bin\java" %FLAGS% %AGENTS_FLAGS% -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining "-XX:AOTCacheOutput=%AGENTS_CACHE%.new" "-Dorg.sqlite.lib.path=%NATIVE%" "-Dhqe.dist=%DIST%" -cp "%JAR%" dev.hqe.app.TrainingRun "%JAVA_HOME%\bin\java" %SHIM_FLAGS% "-XX:AOTCacheOutput=%SHIM_CACHE%.new" "-Dhqe.launcher=%~dp0hqe.cmd" "-Dhqe.jar=%JAR%" -cp "%SHIM%" dev.hqe.shim.Shim >> "%~dp0app\target\hqe-build.log" 2>&1
if exist "%CACHE%.new" move /y "%CACHE%.new" "%CACHE%" >nul
if exist "%AGENTS_CACHE%.new" move /y "%AGENTS_CACHE%.new" "%AGENTS_CACHE%" >nul
if exist "%SHIM_CACHE%.new" move /y "%SHIM_CACHE%.new" "%SHIM_CACHE%" >nul
if /i "%~1"=="--rebuild" exit /b 0

:run
if /i "%~1"=="headless" goto agents
if /i not "%~1"=="mcp" goto start
:agents
set "FLAGS=%FLAGS% %AGENTS_FLAGS%"
set "CACHE=%AGENTS_CACHE%"
:start
if exist "%CACHE%" set FLAGS=%FLAGS% "-XX:AOTCache=%CACHE%"
"%JAVA_HOME%\bin\java" %FLAGS% %HQE_JAVA_OPTS% "-Dorg.sqlite.lib.path=%NATIVE%" "-Dhqe.dist=%DIST%" "-Dhqe.launcher=%~dp0hqe.cmd" "-Dhqe.source=%~dp0." -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -cp "%JAR%" dev.hqe.app.Main %*
exit /b %ERRORLEVEL%
