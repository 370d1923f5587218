// SPDX-License-Identifier: Apache-2.0
#include "storage/backup_archive.hpp"

#include "storage/backup.hpp"
#include "storage/backup_content.hpp"
#include "storage/connection.hpp"
#include "storage/durable_file.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <memory>
#include <set>
#include <system_error>

namespace inspectord {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece = 65'536;
constexpr std::size_t block = 512;         // of a tar
constexpr std::size_t end_of_archive = 2;  // blocks of zeros

struct FreeEntry {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
struct FreeReader {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, FreeReader>;

[[noreturn]] void fail_with(int error, const std::string& doing, const fs::path& path) {
  throw StorageError{error,
                     doing + " " + path.string() + ": " + std::generic_category().message(error)};
}

[[noreturn]] void torn(const fs::path& from, const std::string& detail) {
  throw BackupError{BackupError::Kind::torn, from, detail};
}

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// "inspectord.db", "SHA256SUMS" or "files/ab/<64 digits>", and nothing that leads out of there.
bool is_member_name(std::string_view name) {
  constexpr std::string_view files = "files/";
  if (name == backup_database || name == backup_manifest) return true;
  if (!name.starts_with(files) || name.size() != files.size() + 2 + 1 + 64) return false;
  name.remove_prefix(files.size());
  return name[2] == '/' && is_hex(name.substr(0, 2)) && is_hex(name.substr(3)) &&
         name.substr(0, 2) == name.substr(3, 2);
}

/// The manifest comes last and is padded with less than a block, so an archive that ends in two
/// blocks of zeros lacks nothing.
void check_end(const fs::path& from) {
  constexpr auto length = static_cast<std::streamoff>(block * end_of_archive);
  std::ifstream file{from, std::ios::binary | std::ios::ate};
  const std::streamoff size = file.tellg();
  if (size < length || size % static_cast<std::streamoff>(block) != 0) torn(from, "cut short");
  std::array<char, block * end_of_archive> end{};
  file.seekg(-length, std::ios::end);
  if (!file.read(end.data(), end.size()) ||
      std::any_of(end.begin(), end.end(), [](char c) { return c != 0; }))
    torn(from, "cut short");
}

Reader open_reader(const fs::path& from) {
  Reader reader{archive_read_new()};
  archive_read_support_format_tar(reader.get());
  if (archive_read_open_filename(reader.get(), from.c_str(), piece) != ARCHIVE_OK)
    torn(from, archive_error_string(reader.get()));
  return reader;
}

/// The content of the member that was met last.
void unpack_member(archive* reader, const fs::path& from, const fs::path& to) {
  fs::create_directories(to.parent_path());
  std::ofstream out{to, std::ios::binary};
  std::array<char, piece> bytes{};
  while (true) {
    const auto got = archive_read_data(reader, bytes.data(), bytes.size());
    if (got < 0) torn(from, archive_error_string(reader));
    if (got == 0) break;
    out.write(bytes.data(), got);
  }
  if (!out.flush()) fail_with(errno, "write", to);
}

}  // namespace

bool is_archive_name(const fs::path& path) {
  return path.extension() == ".tar";
}

CopyArchive::CopyArchive(const fs::path& path)
    : path_(path),
      descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)),
      archive_(nullptr) {
  struct stat status {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0) fail_with(errno, "create", path_);
  made_at_ = status.st_mtim.tv_sec;
  archive_ = archive_write_new();
  archive_write_set_format_pax_restricted(archive_);
  archive_write_set_bytes_in_last_block(archive_, 1);  // nothing behind the end
  if (archive_write_open_fd(archive_, descriptor_) != ARCHIVE_OK) fail();
}

CopyArchive::~CopyArchive() {
  if (archive_) archive_write_free(archive_);
  if (descriptor_ >= 0) ::close(descriptor_);
}

void CopyArchive::fail() const {
  throw StorageError{archive_errno(archive_),
                     "write " + path_.string() + ": " + archive_error_string(archive_)};
}

void CopyArchive::begin_member(std::string_view name, std::int64_t size) {
  const std::unique_ptr<archive_entry, FreeEntry> entry{archive_entry_new()};
  archive_entry_set_pathname(entry.get(), std::string{name}.c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0600);
  archive_entry_set_size(entry.get(), size);
  archive_entry_set_mtime(entry.get(), made_at_, 0);
  if (archive_write_header(archive_, entry.get()) != ARCHIVE_OK) fail();
}

void CopyArchive::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = archive_write_data(archive_, bytes.data(), bytes.size());
    if (written <= 0) fail();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void CopyArchive::add(std::string_view name, std::string_view bytes) {
  begin_member(name, static_cast<std::int64_t>(bytes.size()));
  write(bytes);
}

void CopyArchive::add_file(std::string_view name, const fs::path& from) {
  std::ifstream file{from, std::ios::binary};
  auto left = fs::file_size(from);
  begin_member(name, static_cast<std::int64_t>(left));
  std::array<char, piece> bytes{};
  while (left > 0) {
    const auto wanted = std::min<std::uintmax_t>(left, bytes.size());
    if (!file.read(bytes.data(), static_cast<std::streamsize>(wanted)))
      fail_with(errno, "read", from);
    write({bytes.data(), static_cast<std::size_t>(wanted)});
    left -= wanted;
  }
}

void CopyArchive::finish() {
  if (archive_write_close(archive_) != ARCHIVE_OK) fail();
  if (::fsync(descriptor_) != 0) fail_with(errno, "sync", path_);
}

std::size_t unpack_archive(const fs::path& from, const fs::path& to) {
  check_end(from);
  const auto reader = open_reader(from);
  std::set<std::string> names;
  std::string last;
  while (true) {
    archive_entry* entry = nullptr;
    const int code = archive_read_next_header(reader.get(), &entry);
    if (code == ARCHIVE_EOF) break;
    if (code != ARCHIVE_OK) torn(from, archive_error_string(reader.get()));
    const char* name = archive_entry_pathname(entry);
    last = name ? name : "";
    if (!is_member_name(last) || archive_entry_filetype(entry) != AE_IFREG ||
        archive_entry_hardlink(entry) || !names.insert(last).second)
      torn(from, last);
    unpack_member(reader.get(), from, to / last);
  }
  if (last != backup_manifest) torn(from, std::string{backup_manifest});
  return names.size();
}

}  // namespace inspectord
