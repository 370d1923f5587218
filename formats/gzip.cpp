// SPDX-License-Identifier: Apache-2.0
#include "formats/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <stdexcept>

namespace inspectord {
namespace {

constexpr int gzip_window = MAX_WBITS + 16;
constexpr int gzip_level = 3;  // level 1 is as dear for JSON of some kilobytes, and larger
constexpr int memory_level = 8;
constexpr std::size_t step = 64 * 1024;

Bytef* bytes_of(std::string_view text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib only reads it
}

/// An unpacking stream, ended whatever happens.
class Inflater {
 public:
  Inflater() {
    if (inflateInit2(&stream_, gzip_window) != Z_OK) throw std::runtime_error("zlib: no stream");
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream_); }

  z_stream& stream() { return stream_; }

 private:
  z_stream stream_{};
};

}  // namespace

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, gzip_level, Z_DEFLATED, gzip_window, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib: no stream");
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = bytes_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = bytes_of(out);
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw std::runtime_error("zlib: not packed");
  return out;
}

std::optional<std::string> gunzipped(std::string_view bytes, std::size_t most) {
  Inflater inflater;
  auto& stream = inflater.stream();
  stream.next_in = bytes_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  for (int state = Z_OK; state != Z_STREAM_END;) {
    const auto before = out.size();
    out.resize(std::min(before + step, most + 1));
    stream.next_out = bytes_of(out) + before;
    stream.avail_out = static_cast<uInt>(out.size() - before);
    state = inflate(&stream, Z_NO_FLUSH);
    out.resize(stream.total_out);
    if (out.size() > most || (state != Z_OK && state != Z_STREAM_END)) return std::nullopt;
  }
  if (stream.avail_in > 0) return std::nullopt;
  return out;
}

}  // namespace inspectord
