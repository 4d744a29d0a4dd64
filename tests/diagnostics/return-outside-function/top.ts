console.log("before");
return;
