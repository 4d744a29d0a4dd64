const view = <div className="a">text</div>;
console.log(view);
