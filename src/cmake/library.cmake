# What every library of the project is built with: ready to be linked into a shared library, and
# showing nothing but its own public face. Included by CMakeLists.txt.
include(CheckCXXCompilerFlag)
include(CheckLinkerFlag)
check_cxx_compiler_flag(-fno-semantic-interposition QIXIAN_HAS_NO_INTERPOSITION)
check_linker_flag(CXX "-Wl,--version-script=${PROJECT_SOURCE_DIR}/src/cmake/exports.map"
                  QIXIAN_HAS_VERSION_SCRIPT)

function(qixian_library target)
    # A static library may end up in a shared one. It stays as fast: none of its calls may be replaced.
    if(NOT DEFINED CMAKE_POSITION_INDEPENDENT_CODE)
        set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    endif()
    set_target_properties(${target} PROPERTIES CXX_VISIBILITY_PRESET hidden
                          VISIBILITY_INLINES_HIDDEN ON WINDOWS_EXPORT_ALL_SYMBOLS ON)
    if(QIXIAN_HAS_NO_INTERPOSITION)
        target_compile_options(${target} PRIVATE -fno-semantic-interposition)
    endif()
    # One file holds more sections than the plain format counts.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:MSVC>:/bigobj>)

    get_target_property(type ${target} TYPE)
    if(type STREQUAL "SHARED_LIBRARY")
        if(QIXIAN_HAS_VERSION_SCRIPT)
            # What Boost and the standard library mark visible of their own stays inside as well.
            target_link_options(${target} PRIVATE
                "LINKER:--version-script=${PROJECT_SOURCE_DIR}/src/cmake/exports.map")
            set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS
                         ${PROJECT_SOURCE_DIR}/src/cmake/exports.map)
        endif()
    endif()
endfunction()

# What reads settings and writes documents: what is worth optimising to the last is elsewhere, and it
# takes half as long to compile. g++ means by -Og what clang means by -O1.
set(qixian_seldom $<$<CONFIG:Release>:$<IF:$<CXX_COMPILER_ID:GNU>,-Og,-O1>>)
function(qixian_seldom_run target)
    target_compile_options(${target} PRIVATE ${qixian_seldom})
endfunction()
