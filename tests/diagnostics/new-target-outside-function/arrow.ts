const f = () => new.target;
