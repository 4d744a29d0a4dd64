// The door to lld as a library: arguments in, status and diagnostics out. ELF alone.

#include "lld/Common/Driver.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>

LLD_HAS_DRIVER(elf)

// lld keeps its state in one global context.
static std::mutex one_link_at_a_time;

// Links; `*diagnostics` is a new text of `*length` bytes (for `free`). 0: linked, 1: refused, 2: lld must not be
// called again in this process.
extern "C" int perry_lld_link(const char *const *arguments, size_t count, char **diagnostics, size_t *length) {
  std::lock_guard<std::mutex> guard(one_link_at_a_time);
  std::string text;
  llvm::raw_string_ostream stream(text);
  lld::Result result = lld::lldMain(llvm::ArrayRef<const char *>(arguments, count), stream, stream,
                                    {{lld::Gnu, &lld::elf::link}});
  *length = text.size();
  *diagnostics = static_cast<char *>(std::malloc(text.size() + 1));
  if (*diagnostics)
    std::memcpy(*diagnostics, text.c_str(), text.size() + 1);
  if (!result.canRunAgain)
    return 2;
  return result.retCode == 0 ? 0 : 1;
}
