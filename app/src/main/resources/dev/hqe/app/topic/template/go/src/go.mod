module %ID%

go 1.21
