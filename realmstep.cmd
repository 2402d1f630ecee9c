@echo off
rem The command realmstep on Windows. The project is built beforehand, by: mvn -DskipTests package
rem   REALMSTEP_JAVA_HOME   the Java to use (25 or newer), instead of JAVA_HOME's or the one on the PATH
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if defined REALMSTEP_JAVA_HOME set "java=%REALMSTEP_JAVA_HOME%\bin\java"
if not exist "%~dp0debug-adapter\target\lib" (
    echo realmstep: not built yet; run: mvn -DskipTests package 1>&2
    exit /b 2
)
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED "-Drealmstep.home=%~dp0." -cp "%~dp0debug-adapter\target\lib\*" dev.realmstep.cli.Main %*
