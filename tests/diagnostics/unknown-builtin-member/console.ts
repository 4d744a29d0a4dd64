console.lgo("typo");
