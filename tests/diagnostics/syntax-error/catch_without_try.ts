catch (e) { console.log(e); }
