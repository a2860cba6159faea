//! Where each province stands on the tile map: one tile a province, north at the top, neighbours beside one another.
//!
//! Two layouts: the 63 provinces of before 1 July 2025 and the 34 from that day on. Both are keyed by the ids of the
//! registry; a province that lives through the change has a tile in each.

/// One province's tile.
pub(super) struct Tile {
    /// Id of the locality.
    pub(super) id: &'static str,
    /// Row, from the north.
    pub(super) row: u8,
    /// Column, from the west.
    pub(super) column: u8,
    /// A name short enough for the tile, in English and Vietnamese, where the full one is not.
    pub(super) short: Option<(&'static str, &'static str)>,
}

/// An archipelago, shown east of the province that it belongs to.
pub(super) struct Archipelago {
    /// Its names, in English and Vietnamese.
    pub(super) name: (&'static str, &'static str),
    /// Id of the province.
    pub(super) of: &'static str,
    /// Row.
    pub(super) row: u8,
    /// Column.
    pub(super) column: u8,
}

/// One map.
pub(super) struct Layout {
    /// Its provinces.
    pub(super) tiles: &'static [Tile],
    /// Its archipelagos.
    pub(super) archipelagos: &'static [Archipelago],
}

const fn at(id: &'static str, row: u8, column: u8) -> Tile {
    Tile { id, row, column, short: None }
}

const fn short(id: &'static str, row: u8, column: u8, en: &'static str, vi: &'static str) -> Tile {
    Tile { id, row, column, short: Some((en, vi)) }
}

const HOANG_SA: (&str, &str) = ("Hoang Sa", "Hoàng Sa");
const TRUONG_SA: (&str, &str) = ("Truong Sa", "Trường Sa");

/// The 63 provinces until 30 June 2025. Hue has one tile under both of its ids: it was renamed on 1 January 2025.
pub(super) const BEFORE: Layout = Layout {
    tiles: &[
        at("lai-chau", 0, 1),
        at("lao-cai", 0, 2),
        at("ha-giang", 0, 3),
        at("cao-bang", 0, 4),
        at("dien-bien", 1, 0),
        at("son-la", 1, 1),
        at("yen-bai", 1, 2),
        at("tuyen-quang", 1, 3),
        at("bac-kan", 1, 4),
        at("lang-son", 1, 5),
        at("phu-tho", 2, 2),
        at("vinh-phuc", 2, 3),
        at("thai-nguyen", 2, 4),
        at("bac-giang", 2, 5),
        at("quang-ninh", 2, 6),
        at("hoa-binh", 3, 2),
        at("ha-noi", 3, 3),
        at("bac-ninh", 3, 4),
        at("hai-duong", 3, 5),
        at("hai-phong", 3, 6),
        at("ha-nam", 4, 3),
        at("hung-yen", 4, 4),
        at("thai-binh", 4, 5),
        at("thanh-hoa", 5, 2),
        at("ninh-binh", 5, 3),
        at("nam-dinh", 5, 4),
        at("nghe-an", 6, 2),
        at("ha-tinh", 7, 3),
        at("quang-binh", 8, 3),
        at("quang-tri", 9, 4),
        short("thua-thien-hue", 10, 5, "T. T. Hue", "T. T. Huế"),
        at("hue", 10, 5),
        at("da-nang", 10, 6),
        at("quang-nam", 11, 5),
        at("kon-tum", 12, 5),
        at("quang-ngai", 12, 6),
        at("gia-lai", 13, 5),
        at("binh-dinh", 13, 6),
        at("dak-lak", 14, 5),
        at("phu-yen", 14, 6),
        at("dak-nong", 15, 5),
        at("khanh-hoa", 15, 6),
        at("tay-ninh", 16, 3),
        at("binh-phuoc", 16, 4),
        at("lam-dong", 16, 5),
        at("ninh-thuan", 16, 6),
        at("binh-duong", 17, 3),
        at("dong-nai", 17, 4),
        at("binh-thuan", 17, 5),
        at("an-giang", 18, 0),
        at("dong-thap", 18, 1),
        at("long-an", 18, 2),
        short("ho-chi-minh", 18, 3, "HCM City", "TP. HCM"),
        short("ba-ria-vung-tau", 18, 4, "BR-Vung Tau", "BR-Vũng Tàu"),
        at("kien-giang", 19, 0),
        at("can-tho", 19, 1),
        at("vinh-long", 19, 2),
        at("tien-giang", 19, 3),
        at("hau-giang", 20, 1),
        at("tra-vinh", 20, 2),
        at("ben-tre", 20, 3),
        at("ca-mau", 21, 0),
        at("bac-lieu", 21, 1),
        at("soc-trang", 21, 2),
    ],
    archipelagos: &[
        Archipelago { name: HOANG_SA, of: "da-nang", row: 10, column: 7 },
        Archipelago { name: TRUONG_SA, of: "khanh-hoa", row: 15, column: 7 },
    ],
};

/// The 34 provinces from 1 July 2025.
pub(super) const AFTER: Layout = Layout {
    tiles: &[
        at("lai-chau", 0, 1),
        at("lao-cai-2025", 0, 2),
        at("tuyen-quang-2025", 0, 3),
        at("cao-bang", 0, 4),
        at("dien-bien", 1, 0),
        at("son-la", 1, 1),
        at("phu-tho-2025", 1, 2),
        at("thai-nguyen-2025", 1, 3),
        at("lang-son", 1, 4),
        at("ha-noi", 2, 3),
        at("bac-ninh-2025", 2, 4),
        at("quang-ninh", 2, 5),
        at("ninh-binh-2025", 3, 3),
        at("hung-yen-2025", 3, 4),
        at("hai-phong-2025", 3, 5),
        at("thanh-hoa", 4, 2),
        at("nghe-an", 5, 2),
        at("ha-tinh", 6, 3),
        at("quang-tri-2025", 7, 3),
        at("hue", 8, 4),
        at("da-nang-2025", 9, 5),
        at("quang-ngai-2025", 10, 5),
        at("gia-lai-2025", 11, 5),
        at("dak-lak-2025", 12, 5),
        at("tay-ninh-2025", 13, 2),
        at("dong-nai-2025", 13, 3),
        at("lam-dong-2025", 13, 4),
        at("khanh-hoa-2025", 13, 5),
        at("an-giang-2025", 14, 1),
        at("dong-thap-2025", 14, 2),
        short("ho-chi-minh-2025", 14, 3, "HCM City", "TP. HCM"),
        at("can-tho-2025", 15, 1),
        at("vinh-long-2025", 15, 2),
        at("ca-mau-2025", 16, 1),
    ],
    archipelagos: &[
        Archipelago { name: HOANG_SA, of: "da-nang-2025", row: 9, column: 6 },
        Archipelago { name: TRUONG_SA, of: "khanh-hoa-2025", row: 13, column: 6 },
    ],
};

impl Layout {
    /// The tile of a locality.
    pub(super) fn tile(&self, id: &str) -> Option<&Tile> {
        self.tiles.iter().find(|tile| tile.id == id)
    }

    /// How many columns the tiles and archipelagos take.
    pub(super) fn columns(&self) -> u8 {
        let tiles = self.tiles.iter().map(|tile| tile.column);
        let all = tiles.chain(self.archipelagos.iter().map(|islands| islands.column));
        all.max().map_or(0, |last| last + 1)
    }

    /// How many rows they take.
    pub(super) fn rows(&self) -> u8 {
        self.tiles.iter().map(|tile| tile.row).max().map_or(0, |last| last + 1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_province_has_a_place_of_its_own() {
        for (layout, provinces) in [(&BEFORE, 63), (&AFTER, 34)] {
            let places: BTreeSet<(u8, u8)> = layout.tiles.iter().map(|t| (t.row, t.column)).collect();
            let ids: BTreeSet<&str> = layout.tiles.iter().map(|t| t.id).collect();
            assert_eq!(places.len(), provinces);
            assert_eq!(ids.len(), layout.tiles.len());
            for islands in layout.archipelagos {
                assert_eq!(layout.tile(islands.of).map(|t| t.row), Some(islands.row));
                assert!(!places.contains(&(islands.row, islands.column)));
            }
        }
    }
}
