// Loaded before a worker: while a file is there, whatever the process writes to its database fails as on a full disk.
import fs, { existsSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const sign = process.env.CADO_REACH_CHECK_FULL ?? "";
const paths = new Map();

const open = fs.openSync;
fs.openSync = (path, ...rest) => {
  const file = open(path, ...rest);
  paths.set(file, String(path));
  return file;
};

for (const name of ["writeSync", "ftruncateSync"]) {
  const real = fs[name];
  fs[name] = (file, ...rest) => {
    if (/\/db\//.test(paths.get(file) ?? "") && existsSync(sign)) {
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", errno: -28, syscall: "write" });
    }
    return real(file, ...rest);
  };
}
syncBuiltinESMExports();
