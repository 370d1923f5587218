// SPDX-License-Identifier: Apache-2.0
#include "calendar/zone_table.hpp"

#include "calendar/posix_rule.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace inspectord {

namespace {

constexpr std::int64_t four_centuries = std::int64_t{146'097} * 86'400;
constexpr std::int64_t beginning = std::numeric_limits<std::int64_t>::min();

int year_of(std::int64_t at) {
  const std::chrono::sys_seconds time{std::chrono::seconds{at}};
  return static_cast<int>(
      std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(time)}.year());
}

/// Where a time lies if the clock is set twice a year, give or take one; counted from the last
/// answer. A search of 400 years costs several times as much.
std::array<std::size_t, 3> guesses(const std::vector<std::int64_t>& begins, std::size_t hint,
                                   std::int64_t at) {
  constexpr std::int64_t half_year = four_centuries / 800;
  const auto last = static_cast<std::int64_t>(begins.size()) - 2;
  const auto from = std::min(std::max<std::int64_t>(static_cast<std::int64_t>(hint), 1), last);
  if (from == 0) return {0, 1, 1};  // nobody knows when the first span began
  const auto away = (at - begins[static_cast<std::size_t>(from)]) / half_year;
  const auto guess = static_cast<std::size_t>(std::clamp<std::int64_t>(from + away, 1, last));
  return {guess, guess + 1, guess - 1};
}

}  // namespace

/// Reads the second block of a TZif file (64-bit times) and its footer.
class ZoneTableReader {
 public:
  explicit ZoneTableReader(std::string_view bytes) : bytes_(bytes) {}

  std::unique_ptr<const ZoneTable> read() {
    const auto first = header();
    if (!first || first->version < '2') return nullptr;
    bytes_.remove_prefix(std::min(bytes_.size(), first->size(4)));
    const auto second = header();
    if (!second || second->types == 0 || bytes_.size() < second->size(8)) return nullptr;
    if (second->leaps != 0) return nullptr;  // "right/" zones count other seconds than we do
    if (!changes(*second)) return nullptr;
    bytes_.remove_prefix(second->size(8));
    if (!footer()) return nullptr;
    table_->begins_.push_back(ZoneTable::forever);
    return std::unique_ptr<const ZoneTable>{table_.release()};
  }

 private:
  struct Header {
    char version;
    std::size_t ut, standard, leaps, times, types, letters;
    std::size_t size(std::size_t width) const {
      return times * (width + 1) + types * 6 + letters + leaps * (width + 4) + standard + ut;
    }
  };

  std::int64_t big_endian(std::size_t at, std::size_t width) const {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i)
      value = value << 8 | static_cast<unsigned char>(bytes_[at + i]);
    return width == 4 ? std::int64_t{static_cast<std::int32_t>(value)}
                      : static_cast<std::int64_t>(value);
  }

  std::optional<Header> header() {
    if (bytes_.size() < 44 || !bytes_.starts_with("TZif")) return std::nullopt;
    const auto count = [&](std::size_t i) {
      return static_cast<std::size_t>(static_cast<std::uint32_t>(big_endian(20 + 4 * i, 4)));
    };
    const Header made{bytes_[4], count(0), count(1), count(2), count(3), count(4), count(5)};
    for (std::size_t i = 0; i < 6; ++i) {
      if (count(i) > bytes_.size()) return std::nullopt;
    }
    bytes_.remove_prefix(44);
    return made;
  }

  /// Adds a span; one with the offset of that before it is no change.
  void add(std::int64_t begin, std::int32_t offset) {
    if (!table_->offsets_.empty() && table_->offsets_.back() == offset) return;
    table_->begins_.push_back(begin);
    table_->offsets_.push_back(offset);
  }

  bool changes(const Header& header) {
    const auto types = header.times * 9;
    const auto offset_of = [&](std::size_t type) {
      return static_cast<std::int32_t>(big_endian(types + type * 6, 4));
    };
    add(beginning, offset_of(0));
    for (std::size_t i = 0; i < header.times; ++i) {
      const auto at = big_endian(i * 8, 8);
      const auto type = static_cast<unsigned char>(bytes_[header.times * 8 + i]);
      if (type >= header.types || at <= last_) return false;
      last_ = at;
      add(at, offset_of(type));
    }
    return true;
  }

  /// By the last rule, from the last listed change on for 400 years.
  bool footer() {
    if (!bytes_.starts_with('\n')) return false;
    bytes_.remove_prefix(1);
    const auto end = bytes_.find('\n');
    if (end == std::string_view::npos) return false;
    const auto text = bytes_.substr(0, end);
    if (text.empty()) return true;
    const auto rule = PosixRule::parse(text);
    if (!rule) return false;
    if (!rule->to_summer) {
      if (last_ == beginning) return true;
      add(last_ + 1, rule->standard);  // as a rule the list ends with it already
      return true;
    }
    const int from = last_ == beginning ? 1970 : year_of(last_);
    const int until = std::max(from, 2026) + 404;
    for (int year = from; year <= until; ++year) add_year(*rule, year);
    const std::chrono::sys_days end_of_list{std::chrono::year{until - 2} / std::chrono::January /
                                            1};
    table_->horizon_ = std::int64_t{end_of_list.time_since_epoch().count()} * 86'400;
    return true;
  }

  void add_year(const PosixRule& rule, int year) {
    const auto summer = rule.to_summer->in(year)-rule.standard;
    const auto standard = rule.to_standard->in(year)-rule.summer;
    const auto one = [&](std::int64_t at, std::int32_t offset) {
      if (at > last_) add(at, offset);
    };
    if (summer < standard) {
      one(summer, rule.summer);
      one(standard, rule.standard);
    } else {
      one(standard, rule.standard);
      one(summer, rule.summer);
    }
  }

  std::string_view bytes_;
  std::unique_ptr<ZoneTable> table_{new ZoneTable};
  std::int64_t last_ = beginning;
};

std::unique_ptr<const ZoneTable> ZoneTable::read(std::string_view tzif) {
  return ZoneTableReader{tzif}.read();
}

std::int64_t ZoneTable::fold(std::int64_t at) const {
  return at - ((at - horizon_) / four_centuries + 1) * four_centuries;
}

std::size_t ZoneTable::find_span(std::int64_t at) const {
  const auto keep = [this](std::size_t i) {
    hint_.store(static_cast<std::uint32_t>(i), std::memory_order_relaxed);
    return i;
  };
  for (const auto i : guesses(begins_, hint_.load(std::memory_order_relaxed), at)) {
    if (i < size() && at >= begins_[i] && at < begins_[i + 1]) return keep(i);
  }
  const auto after = std::upper_bound(begins_.begin(), begins_.end() - 1, at);
  return keep(static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - begins_.begin() - 1, 0)));
}

/// Whether span i is the first whose local end lies after `local`.
bool ZoneTable::lies_in(std::int64_t local, std::size_t i) const {
  const bool before_end = i + 1 == size() || local < begins_[i + 1] + offsets_[i];
  return before_end && (i == 0 || local >= begins_[i] + offsets_[i - 1]);
}

std::size_t ZoneTable::find_local_span(std::int64_t local) const {
  const std::size_t hint = hint_.load(std::memory_order_relaxed);
  if (lies_in(local, hint)) return hint;
  for (const auto i : guesses(begins_, hint, local)) {
    if (i < size() && lies_in(local, i)) return i;
  }
  std::size_t low = 0;
  std::size_t high = size() - 1;
  while (low < high) {  // local ends rise with i: no span is shorter than a change of offset
    const auto middle = (low + high) / 2;
    if (local < begins_[middle + 1] + offsets_[middle])
      high = middle;
    else
      low = middle + 1;
  }
  hint_.store(static_cast<std::uint32_t>(low), std::memory_order_relaxed);
  return low;
}

ZoneTable::Meaning ZoneTable::meaning_of(std::int64_t local) const {
  const auto near = local < horizon_ ? local : fold(local);
  const auto i = find_local_span(near);
  if (i > 0 && near < begins_[i] + offsets_[i]) {
    const auto away = local - near;
    return {.at = local - offsets_[i - 1],
            .in_gap = true,
            .gap_end = begins_[i] + away,
            .gap_end_local = begins_[i] + offsets_[i] + away};
  }
  return {.at = local - offsets_[i]};
}

}  // namespace inspectord
