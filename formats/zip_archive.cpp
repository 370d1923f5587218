// SPDX-License-Identifier: Apache-2.0
#include "formats/zip_archive.hpp"

#include <zip.h>

#include <algorithm>
#include <deque>
#include <stdexcept>
#include <utility>

namespace inspectord {
namespace {

constexpr std::size_t step = 64 * 1024;
constexpr zip_uint16_t first_dos_day = 0x21;  // 1 January 1980: bytes know no clock

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

struct ZipReader::Archive {
  explicit Archive(zip_t* opened) : zip(opened) {}
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  ~Archive() { zip_discard(zip); }

  zip_t* const zip;
};

ZipReader::ZipReader(std::string_view bytes, std::size_t most) : left_(most) {
  if (bytes.empty()) return;  // to libzip an archive without parts
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  if (source && !zip) zip_source_free(source);
  zip_error_fini(&error);
  if (zip) archive_ = std::make_unique<Archive>(zip);
}

ZipReader::~ZipReader() = default;

ZipReader::Part ZipReader::read(const std::string& name) {
  const auto index = zip_name_locate(archive_->zip, name.c_str(), 0);
  if (index < 0) return {{}, Fault::missing};
  const std::unique_ptr<zip_file_t, CloseFile> file{
      zip_fopen_index(archive_->zip, static_cast<zip_uint64_t>(index), 0)};
  if (!file) return {{}, Fault::broken};
  std::string bytes;
  for (;;) {
    const auto before = bytes.size();
    bytes.resize(std::min(before + step, left_ + 1));
    const auto taken = zip_fread(file.get(), bytes.data() + before, bytes.size() - before);
    if (taken < 0) return {{}, Fault::broken};
    bytes.resize(before + static_cast<std::size_t>(taken));
    if (bytes.size() > left_) return {{}, Fault::too_large};
    if (taken == 0) break;
  }
  left_ -= bytes.size();
  return {std::move(bytes)};
}

struct ZipWriter::Content {
  zip_source_t* source = nullptr;
  zip_t* zip = nullptr;
  std::deque<std::string> parts;  ///< Until the archive is made.

  ~Content() {
    if (zip) zip_discard(zip);
    if (source) zip_source_free(source);
  }
};

ZipWriter::ZipWriter() : content_(std::make_unique<Content>()) {
  auto& content = *content_;
  content.source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  if (!content.source) throw std::runtime_error("zip: no archive");
  zip_source_keep(content.source);  // what was written is read after the archive is closed
  content.zip = zip_open_from_source(content.source, ZIP_TRUNCATE, nullptr);
  if (content.zip) return;
  zip_source_free(content.source);
  throw std::runtime_error("zip: no archive");
}

ZipWriter::~ZipWriter() = default;

void ZipWriter::add(const std::string& name, std::string bytes) {
  auto& content = *content_;
  const auto& kept = content.parts.emplace_back(std::move(bytes));
  auto* part = zip_source_buffer(content.zip, kept.data(), kept.size(), 0);
  const auto index = part ? zip_file_add(content.zip, name.c_str(), part, ZIP_FL_ENC_UTF_8) : -1;
  if (index < 0) {
    if (part) zip_source_free(part);
    throw std::runtime_error("zip: no part");
  }
  zip_file_set_dostime(content.zip, static_cast<zip_uint64_t>(index), 0, first_dos_day, 0);
}

std::string ZipWriter::finish() && {
  auto& content = *content_;
  if (zip_close(content.zip) != 0) throw std::runtime_error("zip: not written");
  content.zip = nullptr;
  zip_stat_t facts;
  zip_stat_init(&facts);
  if (zip_source_stat(content.source, &facts) != 0 || zip_source_open(content.source) != 0)
    throw std::runtime_error("zip: not written");
  std::string bytes(facts.size, '\0');
  const auto taken = zip_source_read(content.source, bytes.data(), bytes.size());
  zip_source_close(content.source);
  if (taken < 0 || static_cast<std::size_t>(taken) != bytes.size())
    throw std::runtime_error("zip: not written");
  return bytes;
}

}  // namespace inspectord
